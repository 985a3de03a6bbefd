package dev.godwit.workflow.release;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * A migration around an upgrade: the schema is expanded, the project is upgraded and tested, then
 * the migration goes on to its end. When one of them fails, both are taken back. Its id is {@link
 * ReleaseInput#run}; its parts are workflows under the ids they would have alone.
 */
@WorkflowInterface
public interface ReleaseWorkflow {

    /** Runs to the end of both, whichever that is: the outcome is in the report. */
    @WorkflowMethod
    ReleaseReport release(ReleaseInput input);

    /** How it stands. */
    @QueryMethod
    ReleaseReport progress();

    /** Stops what is being done, and takes both parts back. */
    @UpdateMethod
    Reply abort(Command command);

    /** The migration says that its schema is expanded, and that it waits. @param run its name */
    @SignalMethod
    void expanded(String run);
}
