package dev.godwit.cli.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Golden;
import dev.godwit.cli.output.Style;
import dev.godwit.config.Payloads;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.PreviewGate;
import dev.godwit.workflow.preview.PreviewReport.PreviewLock;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewStep.PreviewRows;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import dev.godwit.workflow.preview.PreviewTerms;
import io.temporal.common.converter.DataConverter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanViewTest {

    private static final PreviewTerms TERMS =
            new PreviewTerms(
                    "definitions, and what a step destroys",
                    "rolls back before backfill, waits for a person from then on",
                    "30m",
                    "1d",
                    "balanced: works most of the time, and gives way when the application suffers",
                    List.of("replica_lag 5s"),
                    "22:00-06:00 Europe/Paris",
                    List.of("backfill.lanes: 1 to 8, now 2"),
                    null);

    private static final PreviewStep ADD =
            new PreviewStep(
                    1,
                    "apply",
                    "add_column",
                    "add column users.full_name (text)",
                    new PreviewWork(
                            "alter table users add column full_name text",
                            "ACCESS EXCLUSIVE",
                            List.of("users"),
                            "",
                            List.of("alter table users add column full_name text")),
                    null,
                    List.of(
                            new PreviewWork(
                                    "alter table users drop column full_name",
                                    "ACCESS EXCLUSIVE",
                                    List.of("users"),
                                    "",
                                    List.of("alter table users drop column full_name"))),
                    List.of("values written to users.full_name are lost with the column"),
                    "before the rows are filled: the table is small");

    private static final PreviewStep FILL =
            new PreviewStep(
                    2,
                    "backfill",
                    "add_column",
                    "fill users.full_name",
                    new PreviewWork(
                            "fill full_name of users",
                            "ROW EXCLUSIVE",
                            List.of("users"),
                            "and the rows of one batch, for milliseconds",
                            List.of(
                                    "update users set full_name = (a\n) where ctid >= :from and ctid < :to",
                                    "-- the same statement keeps the keys")),
                    new PreviewRows(
                            "users",
                            "by blocks, in 4 passes over 16 MB each: of 53 rows a page, most stay on their page",
                            "the default: blocks need no key",
                            2,
                            5000),
                    List.of(),
                    List.of(),
                    null);

    private static final PreviewStep COMPARE =
            new PreviewStep(
                    3,
                    "verify",
                    "add_column",
                    "compare every row of users.full_name",
                    new PreviewWork(
                            "compare every row", "ACCESS SHARE", List.of("users"), "", List.of()),
                    new PreviewRows("users", "by blocks", "every row is read once", 1, null),
                    List.of(),
                    List.of(),
                    null);

    private static final PreviewStep SQL =
            new PreviewStep(
                    4,
                    "contract",
                    "sql",
                    "run the SQL of x.yaml:9",
                    new PreviewWork(
                            "delete from \u001b[2Jold",
                            "",
                            List.of(),
                            "whatever locks its statements take, until all have run",
                            List.of("delete from \u001b[2Jold")),
                    null,
                    List.of(),
                    List.of("what the sql operation of x.yaml:9 does stays: it has no down"),
                    null);

    private static final PreviewTable USERS =
            new PreviewTable("users", 1_200_000, 240L << 20, 80L << 20);

    private static PreviewReport report(Verdict verdict) {
        return report(verdict, null);
    }

    private static PreviewReport report(Verdict verdict, @Nullable PreviewCopy copy) {
        return new PreviewReport(
                "shop",
                "full-name",
                "0123456789abcdef",
                verdict,
                List.of(),
                List.of(
                        new Finding(
                                "GW-258",
                                "another run works on table users",
                                "x.yaml",
                                "",
                                "godwit watch shop/other")),
                new PreviewTerms(
                        TERMS.snapshot(),
                        TERMS.onFailure(),
                        TERMS.patience(),
                        TERMS.hold(),
                        TERMS.preset(),
                        TERMS.limits(),
                        TERMS.window(),
                        TERMS.overrides(),
                        copy),
                List.of(
                        new PreviewGate(
                                "backfill", "the query of the plan answers true", "select true"),
                        new PreviewGate("contract", "a person says godwit approve", ""),
                        new PreviewGate("rollback", "a person says godwit approve", "")),
                List.of(ADD, FILL, COMPARE, SQL),
                List.of(
                        new PreviewLock("ACCESS EXCLUSIVE", "readers and writers wait"),
                        new PreviewLock("ROW EXCLUSIVE", "readers and writers go on")),
                List.of(USERS),
                false);
    }

    @Test
    void saysItForAPipe() {
        Golden.check(
                "plan.txt", new PlanView(report(Verdict.READY), "x.yaml").text(Style.PLAIN, 0));
    }

    @Test
    void wrapsItForANarrowTerminal() {
        String text = new PlanView(report(Verdict.READY), "x.yaml").text(Style.PLAIN, 60);

        Golden.check("plan-narrow.txt", text);
        assertThat(text.lines().filter(line -> line.startsWith(" ".repeat(10)) == false))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void saysWhatACopyOfTheTableWouldBe() {
        assertThat(copy(new PreviewCopy(List.of(USERS), 14, List.of())))
                .isEqualTo(
                        """
                        to change how rows are worked on
                            backfill.lanes: 1 to 8, now 2
                            backfill.strategy: copy would do, in 14 steps: each row of users is written once, without bloat; it needs room for a second table, about as large: 240MB and 80MB of indexes
                        """);
        Golden.check(
                "plan-copy-narrow.txt",
                new PlanView(
                                report(
                                        Verdict.READY,
                                        new PreviewCopy(List.of(USERS), 14, List.of())),
                                "x.yaml")
                        .text(Style.PLAIN, 60));
        PreviewTable bare = new PreviewTable("s.notes", -1, 60L << 20, 0);
        assertThat(copy(new PreviewCopy(List.of(USERS, bare), 25, List.of())))
                .contains("each row of users, s.notes is")
                .contains("room for second tables, about as large: 300MB and 80MB of indexes");
    }

    @Test
    void readsTermsOfAWorkerThatDoesNotLookForACopy() {
        DataConverter converter = Payloads.converter();
        Map<String, Object> older =
                Map.of(
                        "snapshot", TERMS.snapshot(),
                        "onFailure", TERMS.onFailure(),
                        "patience", TERMS.patience(),
                        "hold", TERMS.hold(),
                        "preset", TERMS.preset(),
                        "limits", TERMS.limits(),
                        "window", TERMS.window(),
                        "overrides", TERMS.overrides());

        assertThat(
                        converter.fromPayload(
                                converter.toPayload(older).orElseThrow(),
                                PreviewTerms.class,
                                PreviewTerms.class))
                .isEqualTo(TERMS);
    }

    @Test
    void saysWhyACopyWouldBeRefusedInShort() {
        Finding view =
                new Finding(
                        "GW-289",
                        "users cannot be copied with view \u001b[2Jtotals",
                        "x.yaml:3",
                        "they point to the table itself, not to its name",
                        "take that away");
        Finding key = new Finding("GW-274", "users has no primary key", "x.yaml:3", "", "add one");

        assertThat(copy(new PreviewCopy(List.of(USERS), 0, List.of(view, key))))
                .endsWith(
                        "    backfill.strategy: copy would be refused: GW-289 users cannot be copied with view ?[2Jtotals; GW-274 users has no primary key\n");
        assertThat(copy(new PreviewCopy(List.of(USERS), 0, Collections.nCopies(7, key))))
                .endsWith("key; and 2 more\n");
    }

    private static String copy(PreviewCopy copy) {
        String text = new PlanView(report(Verdict.READY, copy), "x.yaml").text(Style.PLAIN, 0);
        return text.substring(text.indexOf("to change"), text.indexOf("\n  next"));
    }

    @Test
    void coloursNeitherWidenNorShowThroughFromAPlan() {
        String text = new PlanView(report(Verdict.READY), "x.yaml").text(Style.ANSI, 60);

        assertThat(text.replaceAll("\u001b\\[[0-9]*m", ""))
                .isEqualTo(new PlanView(report(Verdict.READY), "x.yaml").text(Style.PLAIN, 60));
        assertThat(text).doesNotContain("\u001b[2J");
    }

    @Test
    void offersNoStartOfWhatIsUnderWayOrApplied() {
        assertThat(new PlanView(report(Verdict.UNDER_WAY), "x.yaml").text(Style.PLAIN, 0))
                .startsWith("shop/full-name: under way, 4 steps, 3 gates\n")
                .doesNotContain("godwit start");
        PreviewReport applied =
                new PreviewReport(
                        "shop",
                        "full-name",
                        "0123456789abcdef",
                        Verdict.ALREADY_APPLIED,
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false);
        assertThat(new PlanView(applied, "x.yaml").text(Style.PLAIN, 0))
                .isEqualTo(
                        """
                        shop/full-name: already applied
                          plan        01234567 from x.yaml""");
    }
}
