package dev.godwit.postgres.state;

import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger to be written. Use {@link #of} and the withers.
 *
 * @param step 0 when it belongs to no step
 * @param event for example {@code step.done}
 * @param privately full server message, which may hold row values: never leaves the target
 * @param once a repeated line with the same word is not written again; null writes always
 */
public record LedgerLine(
        String actor,
        String phase,
        int step,
        String event,
        @Nullable String statement,
        @Nullable String lock,
        @Nullable Double lockMillis,
        @Nullable Double millis,
        String note,
        @Nullable String privately,
        @Nullable String once) {

    /** A line with words only. */
    public static LedgerLine of(String actor, String phase, int step, String event, String note) {
        return new LedgerLine(actor, phase, step, event, null, null, null, null, note, null, null);
    }

    /** With the statement that ran and how long it took. */
    public LedgerLine statement(String sql, double tookMillis) {
        return new LedgerLine(
                actor,
                phase,
                step,
                event,
                sql,
                lock,
                lockMillis,
                tookMillis,
                note,
                privately,
                once);
    }

    /** With the lock it held and for how long. */
    public LedgerLine held(String mode, double heldMillis) {
        return new LedgerLine(
                actor,
                phase,
                step,
                event,
                statement,
                mode,
                heldMillis,
                millis,
                note,
                privately,
                once);
    }

    /** With what must stay in the target. */
    public LedgerLine privately(String message) {
        return new LedgerLine(
                actor,
                phase,
                step,
                event,
                statement,
                lock,
                lockMillis,
                millis,
                note,
                message,
                once);
    }

    /** Written once however often it is repeated. */
    public LedgerLine once(String word) {
        return new LedgerLine(
                actor,
                phase,
                step,
                event,
                statement,
                lock,
                lockMillis,
                millis,
                note,
                privately,
                word);
    }
}
