package dev.godwit.workflow;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.RollbackInput;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes a run back that has no workflow any more: it is done, or its workflow was lost. Works from
 * the target's rows alone, under the id of the run, so the two exclude each other.
 */
@WorkflowInterface
public interface RollbackWorkflow {

    /** Takes everything back; the outcome is in the report. */
    @WorkflowMethod
    MigrationReport rollback(RollbackInput input);

    /** Opens the gate that stands before a rollback. Refused when it does not wait there. */
    @UpdateMethod
    Reply approve(Command command);

    /** Waits once more for the gate that was not opened in time. */
    @UpdateMethod
    Reply resume(Command command);

    /** How it stands. */
    @QueryMethod
    Progress progress();
}
