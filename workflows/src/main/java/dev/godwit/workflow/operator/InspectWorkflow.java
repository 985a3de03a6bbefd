package dev.godwit.workflow.operator;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks at a target from its own queue: the starter holds no database credential. */
@WorkflowInterface
public interface InspectWorkflow {

    /** Answers within seconds or not at all; callers set a run time-out. */
    @WorkflowMethod
    Inspection inspect(InspectInput input);
}
