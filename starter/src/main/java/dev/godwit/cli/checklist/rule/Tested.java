package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Companion;
import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import java.util.List;

/**
 * Test suite passed: known of the upgrade that the migration's release holds, which keeps nothing
 * that the project's own tests have not passed with.
 */
final class Tested implements Rule {

    @Override
    public Item judge(Known known) {
        Companion companion = known.companion();
        if (companion == null) {
            return item(Verdict.NOT_SHOWN, known.alone(), List.of());
        }
        UpgradeView upgrade = companion.upgrade();
        String where = "%s of release %s".formatted(upgrade.run(), companion.release());
        return switch (upgrade.outcome()) {
            case DONE, PARTIAL, FINDINGS, UNKNOWN ->
                    item(Verdict.SHOWN, where + ": " + passed(upgrade), List.of());
            case RED_BASELINE ->
                    item(
                            Verdict.FAILED,
                            where + ": the project fails its own tests as it is",
                            report(upgrade));
            case RUNNING -> item(Verdict.NOT_SHOWN, where + " is still under way", List.of());
            case ROLLED_BACK, REJECTED, FAILED ->
                    item(
                            Verdict.NOT_SHOWN,
                            "%s: %s".formatted(where, words(upgrade)),
                            report(upgrade));
        };
    }

    private static String passed(UpgradeView upgrade) {
        String head = upgrade.head();
        return "green at %s%s, after %d probes%s"
                .formatted(
                        head.substring(0, Math.min(12, head.length())),
                        upgrade.branch().isEmpty() ? "" : " of " + upgrade.branch(),
                        upgrade.probes(),
                        upgrade.outcome() == UpgradeOutcome.PARTIAL
                                ? "; what broke is not on it"
                                : "");
    }

    private static String words(UpgradeView upgrade) {
        return upgrade.outcome().toString().replace('_', ' ');
    }

    private static List<String> report(UpgradeView upgrade) {
        return List.of("godwit report " + upgrade.run());
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("tested", "test suite passed", verdict, evidence, next);
    }
}
