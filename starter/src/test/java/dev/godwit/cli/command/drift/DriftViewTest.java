package dev.godwit.cli.command.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.drift.DriftReport;
import dev.godwit.workflow.drift.Drifted;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftViewTest {

    private static final List<Drifted> DIFFERENCES =
            List.of(
                    new Drifted(
                            "column",
                            "column name of table public.users",
                            Drifted.Way.CHANGED,
                            List.of(new Drifted.Trait("default", "'x'::text", ""))),
                    new Drifted("index", "index public.hot", Drifted.Way.ADDED, List.of()),
                    new Drifted("index", "index public.cold", Drifted.Way.MISSING, List.of()));

    private static DriftReport report(String against, List<Drifted> differences) {
        return new DriftReport(
                "staging",
                against,
                differences,
                0,
                List.of("sql 0002_b"),
                List.of(),
                1,
                "drop index \"public\".\"hot\";\n",
                List.of());
    }

    @Test
    void namesBothSides() {
        assertThat(new DriftView(report("production", DIFFERENCES), false).text(Style.PLAIN))
                .isEqualTo(
                        """
                        staging differs in 3 things from production
                          ~ column name of table public.users
                              default
                                staging     'x'::text
                                production  -
                          + index public.hot  only in staging
                          - index public.cold  only in production
                          migrations  only in staging: sql 0002_b
                          next        godwit drift staging --against production --sql\
                        """);
    }

    @Test
    void saysWhatMigrationsDoNotMake() {
        String text =
                new DriftView(report("what the migrations of shop/db make", DIFFERENCES), false)
                        .text(Style.PLAIN);
        assertThat(text)
                .startsWith(
                        "staging differs in 3 things from what the migrations of shop/db make\n")
                .contains("- index public.cold  only in migrations", "the same with --sql");
    }

    @Test
    void saysOfOneThatChangedWhatWasAndWhatIs() {
        String text =
                new DriftView(
                                report("itself at 2026-11-28T21:15:20Z (run a/b)", DIFFERENCES),
                                false)
                        .text(Style.PLAIN);
        assertThat(text)
                .contains(
                        "staging differs in 3 things from itself at",
                        "now     'x'::text",
                        "index public.hot  is new",
                        "index public.cold  is gone",
                        "godwit drift staging --accept");
        assertThat(new DriftView(report("itself at now", List.of()), false).text(Style.PLAIN))
                .contains("staging does not differ from itself at now")
                .doesNotContain("next");
    }

    @Test
    void nothingToCompareWithIsNoAgreement() {
        assertThat(new DriftView(report("", List.of()), false).text(Style.PLAIN))
                .startsWith("staging: there is nothing to compare it with");
    }

    @Test
    void aProposalSaysThatItIsOne() {
        assertThat(DriftView.proposal(report("production", DIFFERENCES)))
                .startsWith("-- A proposal, never run by itself")
                .endsWith("drop index \"public\".\"hot\";");
    }
}
