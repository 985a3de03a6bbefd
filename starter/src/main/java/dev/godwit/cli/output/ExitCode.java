package dev.godwit.cli.output;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;

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
    /** The project fails its own tests before anything has moved. */
    RED_BASELINE(10),
    /** Not everything could be moved. */
    PARTIAL(11),
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

    /** The exit code of a command that follows an upgrade until it stands so. */
    public static ExitCode of(UpgradeOutcome outcome) {
        return switch (outcome) {
            case RUNNING, DONE -> DONE;
            case PARTIAL -> PARTIAL;
            case RED_BASELINE -> RED_BASELINE;
            case FINDINGS -> FINDINGS;
            case UNKNOWN -> UNKNOWN;
            case ROLLED_BACK -> ROLLED_BACK;
            case REJECTED -> REJECTED;
            case FAILED -> UNEXPECTED;
        };
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
            case DRIFTED -> FINDINGS;
        };
    }
}
