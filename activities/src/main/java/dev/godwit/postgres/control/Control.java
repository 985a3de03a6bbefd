package dev.godwit.postgres.control;

import dev.godwit.plan.spec.throttle.Preset;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a run: the whole of it, so that saying it twice changes nothing.
 *
 * @param paused whether slices return and lock tries end
 * @param maxRowsPerSecond over all lanes; 0 is no limit; null is what the plan says
 * @param lanes how many lanes work at once; null is all of them
 * @param preset how much of the server work on rows takes, as a plan writes it; null is what the
 *     plan says
 * @param window when rows may be filled, as in a plan; empty is always; null is what the plan says
 */
public record Control(
        boolean paused,
        @Nullable Long maxRowsPerSecond,
        @Nullable Integer lanes,
        @Nullable String window,
        @Nullable String preset) {

    /** What is said about everything but the preset. */
    public Control(
            boolean paused,
            @Nullable Long maxRowsPerSecond,
            @Nullable Integer lanes,
            @Nullable String window) {
        this(paused, maxRowsPerSecond, lanes, window, null);
    }

    public Control {
        if (maxRowsPerSecond != null && maxRowsPerSecond < 0) {
            throw new IllegalArgumentException("max_rows_per_second is " + maxRowsPerSecond);
        }
        if (lanes != null && lanes < 1) {
            throw new IllegalArgumentException("lanes is " + lanes);
        }
        Controls.window(window); // refuses what it cannot read
        if (preset != null) {
            Preset.parse(preset);
        }
    }
}
