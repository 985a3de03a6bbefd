package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.AuditWorkflow;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.course.Ledger;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.List;

/** Asks the auditors about the commit that an upgrade would begin at. */
public final class ProjectAudit implements AuditWorkflow {

    @Override
    public UpgradeReport audit(UpgradeInput input) {
        Diary diary = new Diary(input, new Ledger());
        diary.begin();
        Base base = Calls.on(input.place().queue(), "find the project").findBase(input);
        diary.base(base);
        if (!base.problems().isEmpty()) {
            diary.end(UpgradeOutcome.REJECTED, base.problems());
            return diary.report();
        }
        Audited audit = new Calls(input, base, diary).audit(base.commit());
        diary.audited(audit);
        diary.end(
                switch (audit.verdict()) {
                    case "clean" -> UpgradeOutcome.DONE;
                    case "findings" -> UpgradeOutcome.FINDINGS;
                    default -> UpgradeOutcome.UNKNOWN;
                },
                List.of());
        return diary.report();
    }
}
