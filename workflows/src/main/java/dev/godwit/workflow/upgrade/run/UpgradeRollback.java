package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.upgrade.UpgradeRollbackWorkflow;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import io.temporal.workflow.Workflow;

/** Takes back where the repository can be reached. */
public final class UpgradeRollback implements UpgradeRollbackWorkflow {

    @Override
    public BranchReport rollback(BranchInput input) {
        BranchReport report =
                Calls.on(input.upgrade().place().queue(), "take the result branch back")
                        .takeBack(input);
        if (input.upgrade().attributes()) {
            UpgradeOutcome outcome =
                    report.done() ? UpgradeOutcome.ROLLED_BACK : UpgradeOutcome.FAILED;
            Workflow.upsertTypedSearchAttributes(Attributes.OUTCOME.valueSet(outcome.toString()));
        }
        return report;
    }
}
