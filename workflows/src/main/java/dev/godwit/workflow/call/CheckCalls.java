package dev.godwit.workflow.call;

import dev.godwit.workflow.check.CheckActivities;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckReport;
import io.temporal.workflow.Workflow;

/** The trial of a project's migrations, with its options and a summary. */
public final class CheckCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public CheckCalls(String queue) {
        this.queue = queue;
    }

    public CheckReport check(CheckInput input) {
        String summary = "try the migrations of a project beside " + input.target();
        return Workflow.newActivityStub(CheckActivities.class, Options.trial(queue, summary))
                .checkProject(input);
    }
}
