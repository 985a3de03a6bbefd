package dev.godwit.plan.spec;

/** What a run does when a step fails for good. */
public enum OnFailure {
    ROLLBACK,
    WAIT
}
