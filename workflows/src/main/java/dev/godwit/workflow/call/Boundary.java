package dev.godwit.workflow.call;

import io.temporal.workflow.Workflow;

/**
 * Says when an execution has done its share and the run should continue as new. Temporal terminates
 * a history of 51,200 events and advises about 2,000; a slice or a poll costs about eight.
 */
public final class Boundary {

    /** Slices and polls of one execution: at five minutes a slice nearly a day. */
    static final int SHARE = 250;

    private int done;

    /** Counts one slice or poll. */
    public void count() {
        done++;
    }

    /** Whether the next slice or poll belongs into a new execution. */
    public boolean reached() {
        return done >= SHARE || Workflow.getInfo().isContinueAsNewSuggested();
    }
}
