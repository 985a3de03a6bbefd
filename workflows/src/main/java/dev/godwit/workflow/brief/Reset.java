package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.ResetCalls;
import dev.godwit.workflow.reset.ResetInput;
import dev.godwit.workflow.reset.ResetReport;
import dev.godwit.workflow.reset.ResetWorkflow;

/** Empties a target of development. */
public final class Reset implements ResetWorkflow {

    @Override
    public ResetReport reset(ResetInput input) {
        return new ResetCalls(input.queue()).reset(input);
    }
}
