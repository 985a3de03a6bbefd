package dev.godwit.cli.checklist.rule;

import static dev.godwit.cli.checklist.rule.RulesTest.check;

import dev.godwit.cli.checklist.Case;
import dev.godwit.cli.checklist.Companion;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Advisory;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of the project whose release holds the migration. */
class ProjectRulesTest {

    @Test
    void isNotShownOfARunAlone() {
        for (Rule rule : List.of(new Tested(), new Audited())) {
            check(rule, new Case(), Verdict.NOT_SHOWN, "not part of a release");
        }
    }

    @Test
    void isWhatItsReleaseKnowsOfTheTests() {
        check(
                new Tested(),
                release(UpgradeOutcome.PARTIAL, null),
                Verdict.SHOWN,
                "core/up of release shop/r: green at 0123456789ab of godwit/core-up, after 4 probes",
                "what broke is not on it");
        check(
                new Tested(),
                release(UpgradeOutcome.RED_BASELINE, null),
                Verdict.FAILED,
                "fails its own tests");
        check(new Tested(), release(UpgradeOutcome.RUNNING, null), Verdict.NOT_SHOWN, "under way");
    }

    @Test
    void isWhatItsReleaseKnowsOfTheAudit() {
        check(new Audited(), audit("clean", 0), Verdict.SHOWN, "clean: 0 fixed", "asked: osv");
        check(new Audited(), audit("clean", 1), Verdict.ACCEPTED, "1 more that are not listed");
        check(new Audited(), audit("findings", 1), Verdict.FAILED, "findings");
        check(new Audited(), audit("unknown", 0), Verdict.NOT_SHOWN, "unknown");
        check(
                new Audited(),
                release(UpgradeOutcome.DONE, null),
                Verdict.NOT_SHOWN,
                "has made no audit");
    }

    private Case audit(String verdict, int left) {
        return release(
                UpgradeOutcome.DONE,
                new dev.godwit.workflow.upgrade.message.Audited(
                        verdict,
                        true,
                        List.of(),
                        List.<Advisory>of(),
                        List.of(),
                        List.of(),
                        0,
                        left,
                        List.of("osv"),
                        List.of(),
                        List.of()));
    }

    private Case release(
            UpgradeOutcome outcome, dev.godwit.workflow.upgrade.message.@Nullable Audited audit) {
        UpgradeView view =
                new UpgradeView(
                        "core/up",
                        outcome,
                        "",
                        "npm",
                        "godwit/core-up",
                        "main",
                        "aaa",
                        "0123456789abcdef",
                        "green",
                        4,
                        0,
                        List.of(),
                        audit,
                        List.of(),
                        "",
                        null,
                        List.of(),
                        "",
                        0);
        return new Case().with(new Companion("shop/r", view));
    }
}
