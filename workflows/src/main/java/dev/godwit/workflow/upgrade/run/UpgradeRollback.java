package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.UpgradeRollbackWorkflow;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;

/** Takes back where the repository can be reached. */
public final class UpgradeRollback implements UpgradeRollbackWorkflow {

    @Override
    public BranchReport rollback(BranchInput input) {
        return Calls.on(input.upgrade().place().queue(), "take the result branch back")
                .takeBack(input);
    }
}
