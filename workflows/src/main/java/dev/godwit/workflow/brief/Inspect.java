package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.InspectWorkflow;
import dev.godwit.workflow.operator.Inspection;

/** Looks at a target. */
public final class Inspect implements InspectWorkflow {

    @Override
    public Inspection inspect(InspectInput input) {
        return new OperatorCalls(input.queue()).inspect(input);
    }
}
