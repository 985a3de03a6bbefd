package dev.godwit.workflow.release;

import dev.godwit.workflow.release.message.ReleaseBackInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes both parts of a release back that is over. Its id is the release's. */
@WorkflowInterface
public interface ReleaseRollbackWorkflow {

    /**
     * The code first, then the schema that it uses; when the code cannot be taken back, the schema
     * stays.
     */
    @WorkflowMethod
    ReleaseReport rollback(ReleaseBackInput input);

    /** How it stands. */
    @QueryMethod
    ReleaseReport progress();
}
