package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Merges a result branch because somebody asked for it. */
@WorkflowInterface
public interface MergeWorkflow {

    /** Merges it, or says why it cannot be: nothing is changed then. */
    @WorkflowMethod
    BranchReport merge(BranchInput input);
}
