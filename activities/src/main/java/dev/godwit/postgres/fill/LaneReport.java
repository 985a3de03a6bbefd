package dev.godwit.postgres.fill;

import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;

/**
 * How a lane stands after a slice.
 *
 * @param finished whether it has reached its end
 * @param rows rows written (fill) or compared (proof) since the lane began
 * @param mismatches wrong rows found (proof)
 * @param percent of the lane, 0 to 100
 */
public record LaneReport(boolean finished, long rows, long mismatches, int percent) {

    /** Reads it off the cursor. */
    public static LaneReport of(Checkpoint at, Ranges ranges) {
        return new LaneReport(at.finished(), at.rows(), at.mismatches(), ranges.percent(at));
    }
}
