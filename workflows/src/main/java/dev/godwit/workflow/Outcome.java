package dev.godwit.workflow;

/** How a run stands or ended. Lower case in JSON output and in the search attribute. */
public enum Outcome {
    RUNNING,
    /** At a gate, a hold, or at a failure that a person has to look at. */
    WAITING,
    DONE,
    ROLLED_BACK,
    /** Some undo failed; what and why is in the report. */
    ROLLBACK_INCOMPLETE,
    /** The plan is wrong, or another plan of that name was run already. */
    REJECTED,
    /** The plan is right but must not be run on this target as it is. */
    REFUSED,
    FAILED,
    /** Of a database, not of a run: it is no longer what it was, or not what another one is. */
    DRIFTED;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
