package dev.godwit.workflow;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One plan on one target. Its id is {@link Contract#runName}. */
@WorkflowInterface
public interface MigrationWorkflow {

    /**
     * Runs the migration to its end, whichever that is: the outcome is in the report. Temporal's
     * own cancel request takes the run back as abort does, but then Temporal closes the workflow as
     * cancelled and drops the report: ask {@link #progress} for the outcome.
     */
    @WorkflowMethod
    MigrationReport migrate(MigrationInput input);

    /** How it stands. */
    @QueryMethod
    Progress progress();

    /** Opens the approval gate that the run waits at. Refused when it waits at none. */
    @UpdateMethod
    Reply approve(Command command);

    /** Stops what is being done for a while, in the middle of a slice, and begins nothing new. */
    @UpdateMethod
    Reply pause(Command command);

    /** Changes how fast the run fills, from the next batch on. */
    @UpdateMethod
    Reply throttle(ThrottleCommand command);

    /** Goes on after a pause, and tries again what failed. Refused when there is neither. */
    @UpdateMethod
    Reply resume(Command command);

    /** Stops what is being done, at once, and takes everything back. */
    @UpdateMethod
    Reply abort(Command command);

    /** What the release decides that the run is part of: a workflow cannot send an update. */
    @SignalMethod
    void decided(Decided decided);
}
