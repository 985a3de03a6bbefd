package dev.godwit.workflow;

/**
 * The types of the ApplicationFailures that activities throw and workflows decide on. All are
 * non-retryable: what may be retried is retried by the server and never reaches the workflow.
 */
public enum FailureType {
    /** Cannot succeed by itself: bad SQL, a cast that fails on a row, a missing privilege. */
    PERMANENT,
    /** A lock that nobody released within the patience of the plan. */
    LOCKED,
    /** The target's disk is full. */
    DISK_FULL,
    /** Somebody else changed the table, or the trigger that keeps it right, during the run. */
    CHANGED,
    /** People paused the run; the step is tried again when they resume it. */
    PAUSED,
    /** Godwit did something it must not do. */
    BUG
}
