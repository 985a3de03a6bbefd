package dev.godwit.workflow.call;

import dev.godwit.workflow.reset.ResetActivities;
import dev.godwit.workflow.reset.ResetInput;
import dev.godwit.workflow.reset.ResetReport;
import io.temporal.workflow.Workflow;

/** The emptying of a target, with its options and a summary. */
public final class ResetCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public ResetCalls(String queue) {
        this.queue = queue;
    }

    public ResetReport reset(ResetInput input) {
        String summary = (input.dryRun() ? "see what is in " : "empty ") + input.target();
        return Workflow.newActivityStub(ResetActivities.class, Options.trial(queue, summary))
                .reset(input);
    }
}
