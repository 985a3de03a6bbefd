package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Companion;
import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.upgrade.UpgradeText;
import java.util.List;

/** Audit clean: known of the upgrade that the migration's release holds. */
final class Audited implements Rule {

    @Override
    public Item judge(Known known) {
        Companion companion = known.companion();
        if (companion == null) {
            return item(Verdict.NOT_SHOWN, known.alone(), List.of("godwit audit PROJECT"));
        }
        String run = companion.upgrade().run();
        dev.godwit.workflow.upgrade.message.Audited audit = companion.upgrade().audit();
        if (audit == null) {
            return item(
                    Verdict.NOT_SHOWN, run + " has made no audit", List.of("godwit audit PROJECT"));
        }
        boolean none = audit.added().isEmpty() && audit.kept().isEmpty() && audit.left() == 0;
        Verdict verdict =
                switch (audit.verdict()) {
                    case "clean" -> none ? Verdict.SHOWN : Verdict.ACCEPTED;
                    case "findings" -> Verdict.FAILED;
                    default -> Verdict.NOT_SHOWN;
                };
        String asked =
                audit.auditors().isEmpty() ? "" : "; asked: " + String.join(", ", audit.auditors());
        String reason = audit.reasons().isEmpty() ? "" : "; " + Some.of(audit.reasons());
        return item(
                verdict,
                "%s: %s%s%s".formatted(run, UpgradeText.words(audit), reason, asked),
                verdict == Verdict.SHOWN ? List.of() : List.of("godwit report " + run));
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("audited", "audit clean", verdict, evidence, next);
    }
}
