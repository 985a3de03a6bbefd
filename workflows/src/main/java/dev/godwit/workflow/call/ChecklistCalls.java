package dev.godwit.workflow.call;

import dev.godwit.workflow.checklist.ChecklistActivities;
import dev.godwit.workflow.checklist.LookInput;
import dev.godwit.workflow.checklist.Looked;
import dev.godwit.workflow.checklist.Trials;
import dev.godwit.workflow.checklist.TrialsInput;
import io.temporal.workflow.Workflow;

/** What is asked about what was recorded, each with its options and a summary. */
public final class ChecklistCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public ChecklistCalls(String queue) {
        this.queue = queue;
    }

    public Looked look(LookInput input) {
        return Workflow.newActivityStub(
                        ChecklistActivities.class,
                        Options.fewTries(queue, "what is recorded of " + input.run()))
                .lookAtRun(input);
    }

    /** Of a target that may be away: it is not waited for long. */
    public Trials find(TrialsInput input) {
        return Workflow.newActivityStub(
                        ChecklistActivities.class,
                        Options.soon(queue, "runs of the same on " + input.target()))
                .findTrials(input);
    }
}
