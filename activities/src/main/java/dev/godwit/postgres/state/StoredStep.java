package dev.godwit.postgres.state;

import dev.godwit.plan.step.Step;

/** A step and how it stands. */
public record StoredStep(Step step, State state) {

    /** What has happened to a step. STARTED means: the outcome is unknown, look first. */
    public enum State {
        PENDING,
        STARTED,
        DONE,
        UNDONE
    }
}
