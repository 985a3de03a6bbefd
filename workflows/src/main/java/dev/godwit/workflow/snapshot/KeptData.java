package dev.godwit.workflow.snapshot;

import java.util.Locale;

/**
 * Something that is kept of a run: names and figures, no row.
 *
 * @param run {@code target/plan}
 * @param number of the run in its target
 * @param ended when it ended, ISO 8601; empty while it is open
 * @param step that it was kept by; 0: before the first one
 * @param kind such as {@code column}, {@code table} or {@code dump}
 * @param what it is, for people
 * @param place the table it is in; empty when there is only a file
 * @param rows in it; -1 when nobody has counted
 * @param bytes that it takes; -1 when nobody has looked
 * @param at when it was taken, ISO 8601; empty when it is in no manifest yet
 * @param file on the worker's host; empty without one
 * @param note what was found or done; empty for nothing
 * @param psql how somebody gets at it without Godwit; empty where that is not asked
 */
public record KeptData(
        String run,
        long number,
        String ended,
        int step,
        String kind,
        String what,
        String place,
        long rows,
        long bytes,
        String at,
        String file,
        State state,
        String note,
        String psql) {

    /** How it stands. */
    public enum State {
        /** It is there. */
        KEPT,
        /** It is there, and it is what it was. */
        SAME,
        /** It is there, and it is not what it was. */
        CHANGED,
        /** It should be there and is not. */
        MISSING,
        /** A rollback has given it back. */
        GIVEN_BACK,
        /** A rollback could not give all of it back: the rest is there. */
        LEFT,
        /** Somebody has had it removed. */
        PRUNED,
        /** It would be removed. */
        GOES,
        /** It was written into new tables. */
        RESTORED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
