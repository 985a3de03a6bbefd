package dev.godwit.cli.output;

import dev.godwit.workflow.Outcome;

/** How a command ends, for scripts. The numbers are stable. */
public enum ExitCode {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    /** At a gate, a hold, or a failure that a person has to look at. */
    WAITING(3),
    ROLLED_BACK(4),
    ROLLBACK_INCOMPLETE(5),
    REJECTED(6),
    REFUSED(7),
    /** Something was looked at, and is not as it should be. */
    FINDINGS(8),
    /** Something could not be found out. */
    UNKNOWN(9),
    /** Temporal, a worker or a target cannot be reached. */
    UNREACHABLE(69);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }

    /** The exit code of a command that follows a run until it stands so. */
    public static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case RUNNING, DONE -> DONE;
            case WAITING -> WAITING;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_INCOMPLETE -> ROLLBACK_INCOMPLETE;
            case REJECTED -> REJECTED;
            case REFUSED -> REFUSED;
            case FAILED -> UNEXPECTED;
        };
    }
}
