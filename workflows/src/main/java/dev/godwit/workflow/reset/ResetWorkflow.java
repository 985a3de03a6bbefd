package dev.godwit.workflow.reset;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Empties a target of development. */
@WorkflowInterface
public interface ResetWorkflow {

    /** Empties it, or says why it stays as it is. */
    @WorkflowMethod
    ResetReport reset(ResetInput input);
}
