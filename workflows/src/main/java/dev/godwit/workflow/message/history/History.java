package dev.godwit.workflow.message.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the target's own tables say about its runs, newest run first, entries oldest first. */
public record History(List<RunEntry> runs, List<LedgerEntry> entries, @Nullable RunDetail detail) {

    /** A record without details. */
    public History(List<RunEntry> runs, List<LedgerEntry> entries) {
        this(runs, entries, null);
    }

    public History {
        runs = List.copyOf(runs);
        entries = List.copyOf(entries);
    }

    /** A run as the target knows it. Times are ISO 8601 instants. */
    public record RunEntry(
            long id,
            String run,
            String hash,
            String phase,
            String outcome,
            String actor,
            String startedAt,
            String endedAt,
            long rows,
            long mismatches) {}

    /**
     * A line of the ledger.
     *
     * @param id grows with time, over all runs of the target
     * @param at ISO 8601 instant
     * @param event for example {@code step.done}, {@code gate.approved}, {@code lock.waited}
     * @param sql the statement, if it was one
     * @param lock the lock mode it took, if any
     * @param lockMillis how long that lock was held; -1 where it does not apply
     * @param millis duration; -1 where it does not apply
     * @param note words for people
     */
    public record LedgerEntry(
            long id,
            String at,
            String actor,
            String phase,
            int step,
            String event,
            String sql,
            String lock,
            double lockMillis,
            double millis,
            String note) {}
}
