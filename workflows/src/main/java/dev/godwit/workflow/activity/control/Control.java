package dev.godwit.workflow.activity.control;

import org.jspecify.annotations.Nullable;

/**
 * What running work obeys. Always the whole of it, so that writing it twice changes nothing.
 *
 * @param paused whether slices return, and nothing new begins
 * @param maxRowsPerSecond over all lanes; 0 for no limit; null for what the plan says
 * @param lanes how many lanes work at the same time; null for as many as there are
 * @param window when filling is allowed, as in a plan ({@code 22:00-06:00 Europe/Paris}); empty for
 *     always; null for what the plan says
 * @param preset how much of the server it takes, as a plan writes it; null for what the plan says
 */
public record Control(
        boolean paused,
        @Nullable Long maxRowsPerSecond,
        @Nullable Integer lanes,
        @Nullable String window,
        @Nullable String preset) {

    /** Nobody has said anything. */
    public static final Control AS_PLANNED = new Control(false, null, null, null, null);

    /** The same, paused or not. */
    public Control paused(boolean pause) {
        return new Control(pause, maxRowsPerSecond, lanes, window, preset);
    }
}
