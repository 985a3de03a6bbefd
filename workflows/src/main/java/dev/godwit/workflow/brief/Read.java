package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.operator.ReadWorkflow;

/** Reads a target's own record. */
public final class Read implements ReadWorkflow {

    @Override
    public History read(ReadInput input) {
        return new Calls(input.queue()).read(input);
    }
}
