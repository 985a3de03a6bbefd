package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import org.jspecify.annotations.Nullable;

/** How rows are filled. */
@Doc("How rows are filled")
public record BackfillSpec(
        @Doc("Shares of the rows that are filled at the same time, 1 to 8; 1 by default")
                @Nullable Integer lanes,
        @Doc("Over all lanes; no limit by default") @Nullable Integer maxRowsPerSecond,
        @Doc(
                        "Ranges of heap blocks (default) or of the key; copy gives columns another type by copying their table")
                @Nullable Ranges strategy,
        @Doc("Must be true when the table has triggers of its own that the backfill would fire")
                @Nullable Boolean fireUserTriggers,
        @Doc(
                        "Hours of the day in which rows are filled: 22:00-06:00 Europe/Paris; always by default")
                @Nullable Window window,
        @Doc(
                        "When the sync trigger of a new column is made: before its rows are filled (first), or after, with a second pass for what was written meanwhile (late); late by default where that is cheaper and nothing needs it earlier")
                @Nullable Trigger trigger,
        @Doc(
                        "Over each 16 MB of a table that is filled by blocks: 1, 2, 4, 8 or 16; as many as save the most by default")
                @Nullable Integer passes) {

    /** When a sync trigger is made. */
    public enum Trigger {
        FIRST,
        LATE
    }

    /** How ranges are made. */
    public enum Ranges {
        BLOCKS,
        KEYS,
        COPY
    }

    /** What holds when the plan says nothing. */
    public static final BackfillSpec DEFAULT =
            new BackfillSpec(null, null, null, null, null, null, null);

    public BackfillSpec {
        if (lanes != null && (lanes < 1 || lanes > 8)) {
            throw new IllegalArgumentException("lanes is " + lanes + ", not 1 to 8");
        }
        if (passes != null && (passes < 1 || passes > 16 || Integer.bitCount(passes) != 1)) {
            throw new IllegalArgumentException("passes is " + passes + ", not 1, 2, 4, 8 or 16");
        }
        if (maxRowsPerSecond != null && maxRowsPerSecond < 1) {
            throw new IllegalArgumentException("max_rows_per_second must be 1 or more");
        }
    }

    /** The same with ranges that are made so. */
    public BackfillSpec with(Ranges other) {
        return new BackfillSpec(
                lanes, maxRowsPerSecond, other, fireUserTriggers, window, trigger, passes);
    }

    /** How many lanes. */
    public int laneCount() {
        return lanes == null ? 1 : lanes;
    }

    /** Whether the user said that triggers may fire. */
    public boolean firesUserTriggers() {
        return Boolean.TRUE.equals(fireUserTriggers);
    }
}
