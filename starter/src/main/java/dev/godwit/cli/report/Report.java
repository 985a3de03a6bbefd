package dev.godwit.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest run of a name, summed up; in JSON mode exactly this. Times are ISO 8601 instants,
 * seconds are counted from the start of the run.
 *
 * @param seconds from its start to its end, or until now
 * @param phases in the order in which they were entered
 * @param waits gates, pauses and failures that waited for a person, by time
 * @param marks what happened at one moment, by time
 * @param pace of filling and of comparing; empty without samples
 * @param locks in the order in which they were taken
 * @param proofs oldest first
 * @param decisions of people, by time
 * @param problems failures and retries, by time
 * @param statements in the order in which they ran
 * @param undone what the rollback did
 * @param notes what is missing, a sentence each
 */
public record Report(
        Head head,
        double seconds,
        List<Span> phases,
        List<Span> waits,
        List<Mark> marks,
        List<Pace> pace,
        List<LockUse> locks,
        List<Proof> proofs,
        List<Entry> decisions,
        List<Entry> problems,
        List<Entry> statements,
        List<Entry> undone,
        List<String> notes) {

    public Report {
        phases = List.copyOf(phases);
        waits = List.copyOf(waits);
        marks = List.copyOf(marks);
        pace = List.copyOf(pace);
        locks = List.copyOf(locks);
        proofs = List.copyOf(proofs);
        decisions = List.copyOf(decisions);
        problems = List.copyOf(problems);
        statements = List.copyOf(statements);
        undone = List.copyOf(undone);
        notes = List.copyOf(notes);
    }

    /**
     * What run it is.
     *
     * @param source the path that the plan came from; empty when not known
     * @param outcome lower case, {@code rolled back}
     * @param endedAt empty while it is under way
     * @param asOf when this was read
     * @param ui its page in the Temporal UI; null when there is none
     */
    public record Head(
            String run,
            String target,
            String plan,
            String source,
            String hash,
            String outcome,
            String phase,
            String actor,
            String startedAt,
            String endedAt,
            String asOf,
            long rows,
            long mismatches,
            @Nullable String ui) {}

    /** What kind of stretch it is. */
    public enum Kind {
        PHASE,
        GATE,
        PAUSE,
        FAILURE,
        /** Between the end of a run and its rollback. */
        OVER
    }

    /**
     * A stretch of time.
     *
     * @param from seconds
     * @param to seconds
     * @param open whether it goes on
     * @param note who ended it and why
     */
    public record Span(
            Kind kind, String label, String at, double from, double to, boolean open, String note) {

        /** In seconds. */
        public double length() {
            return to - from;
        }
    }

    /** A moment. @param second of the run @param bad whether it was a failure or a retry */
    public record Mark(double second, boolean bad, String label) {}

    /** A moment in full. @param lock mode, empty for none */
    public record Entry(
            String at,
            String who,
            String phase,
            int step,
            String summary,
            String event,
            String statement,
            String lock,
            double lockMillis,
            double millis,
            String note,
            String source) {}

    /**
     * A lock that was taken, or asked for in vain.
     *
     * @param heldMillis -1 when it was not granted
     * @param waitedMillis at most; -1 when it was granted at once
     * @param blockers who was in the way
     */
    public record LockUse(
            String at,
            String phase,
            int step,
            String summary,
            String statement,
            String mode,
            double heldMillis,
            double waitedMillis,
            List<String> blockers) {

        public LockUse {
            blockers = List.copyOf(blockers);
        }
    }

    /** A proof, or its renewal. */
    public record Proof(String at, boolean green, boolean renewed, String note) {}
}
