package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.CheckCalls;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckProjectWorkflow;
import dev.godwit.workflow.check.CheckReport;

/** Has it done on the database's queue. */
public final class CheckProject implements CheckProjectWorkflow {

    @Override
    public CheckReport check(CheckInput input) {
        return new CheckCalls(input.queue()).check(input);
    }
}
