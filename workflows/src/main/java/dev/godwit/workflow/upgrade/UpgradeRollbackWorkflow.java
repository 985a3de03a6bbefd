package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes an upgrade back that is over. */
@WorkflowInterface
public interface UpgradeRollbackWorkflow {

    /**
     * Removes the result branch; where it was merged, adds commits to the branch it was merged into
     * that take its changes back.
     */
    @WorkflowMethod
    BranchReport rollback(BranchInput input);
}
