package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Moves the versions of a project, as far as its own tests stay green. Its id is {@link
 * UpgradeInput#run}, so that a project has one at a time.
 */
@WorkflowInterface
public interface UpgradeWorkflow {

    /** Runs for as long as its probes take; every verdict is kept by Temporal as it comes. */
    @WorkflowMethod
    UpgradeReport upgrade(UpgradeInput input);

    /** How it stands. */
    @QueryMethod
    UpgradeReport progress();

    /** Stops what is being done, at once, and removes the result branch. */
    @UpdateMethod
    Reply abort(Command command);

    /** The same, asked for by the release that it is part of. */
    @SignalMethod
    void stop(Command command);
}
