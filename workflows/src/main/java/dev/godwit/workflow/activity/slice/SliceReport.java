package dev.godwit.workflow.activity.slice;

/**
 * What a lane has done since it began (not only in this slice).
 *
 * @param finished whether the lane has reached its end
 * @param rows rows written (fill) or compared (proof)
 * @param mismatches wrong rows found (proof); 0 for a fill
 * @param percent of the lane, 0 to 100
 */
public record SliceReport(boolean finished, long rows, long mismatches, int percent) {}
