package dev.godwit.postgres.fill.slice;

import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stands after a slice.
 *
 * @param finished whether it has reached its end
 * @param rows rows written (fill) or compared (proof) since the lane began
 * @param mismatches wrong rows found (proof)
 * @param percent of the lane, 0 to 100
 * @param until when a closed window opens next; null when it did not end because of a window
 */
public record LaneReport(
        boolean finished, long rows, long mismatches, int percent, @Nullable Instant until) {

    /** A lane that no window holds. */
    public LaneReport(boolean finished, long rows, long mismatches, int percent) {
        this(finished, rows, mismatches, percent, null);
    }

    /** The same, held by a window unless it is finished. */
    public LaneReport until(@Nullable Instant opens) {
        return new LaneReport(finished, rows, mismatches, percent, finished ? null : opens);
    }

    /** Reads it off the cursor. */
    public static LaneReport of(Checkpoint at, Ranges ranges) {
        return new LaneReport(at.finished(), at.rows(), at.mismatches(), ranges.percent(at));
    }
}
