package dev.godwit.workflow.activity.slice;

import org.jspecify.annotations.Nullable;

/**
 * What a lane has done since it began (not only in this slice).
 *
 * @param finished whether the lane has reached its end
 * @param rows rows written (fill) or compared (proof)
 * @param mismatches wrong rows found (proof); 0 for a fill
 * @param percent of the lane, 0 to 100
 * @param until when the lane may go on, an ISO 8601 instant, if it stopped because of a window;
 *     null otherwise
 */
public record SliceReport(
        boolean finished, long rows, long mismatches, int percent, @Nullable String until) {

    /** A lane that may go on at once. */
    public SliceReport(boolean finished, long rows, long mismatches, int percent) {
        this(finished, rows, mismatches, percent, null);
    }
}
