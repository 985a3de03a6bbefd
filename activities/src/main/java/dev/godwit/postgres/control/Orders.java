package dev.godwit.postgres.control;

import dev.godwit.plan.spec.Window;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for running work at this moment: what people said, else what the plan says.
 *
 * @param maxRowsPerSecond over all lanes; 0 is no limit; null is what the step says
 * @param lanes how many lanes work at once; null is all of them
 * @param window null is always
 * @param throttle what slows work on rows down
 */
public record Orders(
        boolean paused,
        @Nullable Long maxRowsPerSecond,
        @Nullable Integer lanes,
        @Nullable Window window,
        ThrottleSpec throttle) {

    /** Nobody has said anything. */
    public static final Orders NONE = new Orders(false, null, null, null, ThrottleSpec.DEFAULT);

    /** Rows per second over all lanes; 0 is no limit. @param planned of the step; null is none */
    public long limit(@Nullable Integer planned) {
        if (maxRowsPerSecond != null) {
            return maxRowsPerSecond;
        }
        return planned == null ? 0 : planned;
    }

    /** How many of a step's lanes work at once. */
    public int atOnce(int all) {
        return lanes == null ? all : Math.min(lanes, all);
    }

    /** When rows may be filled again; null when they may be now. */
    @Nullable Instant closedUntil(Instant now) {
        return window == null || window.open(now) ? null : window.opens(now);
    }
}
