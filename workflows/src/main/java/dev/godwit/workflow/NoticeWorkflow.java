package dev.godwit.workflow;

import dev.godwit.workflow.operator.Notice;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Tells people something about a run, and keeps trying for a day. A workflow of its own, so that a
 * receiver that is away never holds the run up.
 */
@WorkflowInterface
public interface NoticeWorkflow {

    /** Ends when it was told. */
    @WorkflowMethod
    void tell(Notice notice);
}
