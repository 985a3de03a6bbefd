package dev.godwit.cli.record;

import dev.godwit.workflow.message.history.History;
import java.util.Locale;

/**
 * Something that happened to a run; in JSON mode and in an export exactly this.
 *
 * @param at ISO 8601 instant, by the clock of its source
 * @param who actor, or identity as Temporal knows it; empty when not known
 * @param phase lower case with hyphens, empty when not known
 * @param step 0 when it belongs to no step
 * @param event for example {@code step.done} or {@code update.approve}
 * @param statement SQL, empty when it was none
 * @param lock the lock mode it took, empty for none
 * @param lockMillis how long that lock was held; -1 where it does not apply
 * @param millis duration; -1 where it does not apply
 * @param note words for people
 * @param id the number of the ledger's line, or Temporal's run id and event id
 */
public record Line(
        Source source,
        String at,
        String who,
        String phase,
        int step,
        String event,
        String statement,
        String lock,
        double lockMillis,
        double millis,
        String note,
        String id) {

    /** Who says so. */
    public enum Source {
        /** The target, which keeps it. */
        LEDGER,
        /** Temporal, which forgets a closed workflow after its retention time. */
        TEMPORAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line of the target's ledger. */
    static Line of(History.LedgerEntry entry) {
        return new Line(
                Source.LEDGER,
                entry.at(),
                entry.actor(),
                entry.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.step(),
                entry.event(),
                entry.sql(),
                entry.lock(),
                entry.lockMillis(),
                entry.millis(),
                entry.note(),
                Long.toString(entry.id()));
    }

    /** The same with a lock that was held so long. */
    public Line held(double lastingMillis) {
        return with(lastingMillis, millis, note);
    }

    /** The same with its duration. */
    public Line lasting(double tookMillis) {
        return with(lockMillis, tookMillis, note);
    }

    /** The same with other words. */
    public Line noted(String words) {
        return with(lockMillis, millis, words);
    }

    private Line with(double heldMillis, double tookMillis, String words) {
        return new Line(
                source,
                at,
                who,
                phase,
                step,
                event,
                statement,
                lock,
                heldMillis,
                tookMillis,
                words,
                id);
    }
}
