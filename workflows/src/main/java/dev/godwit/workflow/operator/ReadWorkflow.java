package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads a target's own record, on the target's queue: the starter holds no database credential. */
@WorkflowInterface
public interface ReadWorkflow {

    /** Answers within seconds or not at all; callers set a run time-out. */
    @WorkflowMethod
    History read(ReadInput input);
}
