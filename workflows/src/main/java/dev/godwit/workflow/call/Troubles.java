package dev.godwit.workflow.call;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.message.Finding;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Arrays;
import java.util.Optional;

/** What a failure means for a run, and how it is told. */
public final class Troubles {

    /** An activity ended with something that is none of its documented failures. */
    public static final String UNEXPLAINED = "GW-390";

    /** Verify found wrong rows, or a trigger that is not as planned. */
    public static final String RED = "GW-391";

    /** A gate's time-out has passed. */
    static final String LATE = "GW-389";

    private Troubles() {}

    /**
     * Whether a failure takes the run back; else it waits for a person. What somebody else has to
     * mend (a lock, a disk, a changed table) always waits, and so does a bug in Godwit. The rest
     * goes back while little was done, and waits once rows were filled, unless the plan says what
     * it wants.
     *
     * @param onFailure rollback, wait, or empty for the default
     */
    public static boolean takesBack(TemporalFailure failure, Phase phase, String onFailure) {
        if (type(failure) != FailureType.PERMANENT) {
            return false;
        }
        return switch (onFailure) {
            case "rollback" -> true;
            case "wait" -> false;
            default -> phase.compareTo(Phase.BACKFILL) < 0;
        };
    }

    /** Whether a step stopped because people paused the run. */
    public static boolean paused(TemporalFailure failure) {
        return type(failure) == FailureType.PAUSED;
    }

    /** A gate that nobody opened in time, as a failure like others. */
    public static TemporalFailure late(String gate, String run, Phase phase) {
        String what = gate + " was not opened in time";
        return ApplicationFailure.newNonRetryableFailure(
                what,
                FailureType.PERMANENT.name(),
                new Finding(
                        LATE,
                        what,
                        "phase " + phase + ", run " + run,
                        "the plan gives it a time-out",
                        "godwit resume " + run + " waits for it once more"));
    }

    /** The failure in words that may be shown: activities put no row value into them. */
    public static Finding finding(TemporalFailure failure, String run, Phase phase) {
        Optional<ApplicationFailure> told = told(failure);
        Optional<Finding> written = written(failure);
        if (written.isPresent()) {
            return written.get();
        }
        return new Finding(
                UNEXPLAINED,
                words(failure),
                "phase " + phase + ", run " + run,
                told.map(ApplicationFailure::getType).orElse(failure.getClass().getSimpleName()),
                "look at the run's history in the Temporal UI; godwit resume "
                        + run
                        + " tries again, godwit rollback "
                        + run
                        + " takes it back");
    }

    /** A proof that does not hold, as a failure like others. */
    public static TemporalFailure red(Proof proof, String run, Phase phase) {
        String what =
                proof.mismatches() > 0
                        ? proof.mismatches() + " of " + proof.compared() + " rows are wrong"
                        : "the proof that every row is right does not hold";
        return ApplicationFailure.newNonRetryableFailure(
                what,
                FailureType.PERMANENT.name(),
                new Finding(
                        RED,
                        what,
                        "phase " + phase + ", run " + run,
                        proof.note(),
                        (proof.note().contains("(alter table ") ? "mend the trigger; " : "")
                                + "godwit resume "
                                + run
                                + " fills them again and verifies in full"));
    }

    /** What an activity has written down about its failure. */
    public static Optional<Finding> written(TemporalFailure failure) {
        return told(failure).flatMap(Troubles::details);
    }

    /** The failure's own words, for one that has written nothing down. */
    public static String words(TemporalFailure failure) {
        return told(failure)
                .map(ApplicationFailure::getOriginalMessage)
                .filter(words -> words != null && !words.isBlank())
                .orElse("an activity failed in a way that Godwit does not know");
    }

    private static FailureType type(TemporalFailure failure) {
        String type = told(failure).map(ApplicationFailure::getType).orElse("");
        return Arrays.stream(FailureType.values())
                .filter(known -> known.name().equals(type))
                .findFirst()
                .orElse(FailureType.BUG);
    }

    private static Optional<ApplicationFailure> told(TemporalFailure failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure told) {
                return Optional.of(told);
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> details(ApplicationFailure told) {
        try {
            return told.getDetails().getSize() == 0
                    ? Optional.empty()
                    : Optional.ofNullable(told.getDetails().get(0, Finding.class));
        } catch (DataConverterException unreadable) {
            return Optional.empty(); // then type and message have to do
        }
    }
}
