package dev.godwit.postgres.fill.lane;

import java.time.Duration;

/**
 * Decides how long a lane rests after a batch. Asked after every commit and while the lane rests,
 * so one that listens to the server or to people can answer anew each time.
 */
public interface Throttle {

    /** Never rests. */
    Throttle NONE =
            new Throttle() {
                @Override
                public Duration rest(long rows, Duration took) {
                    return Duration.ZERO;
                }

                @Override
                public String name() {
                    return "";
                }
            };

    /**
     * Zero or the time until the next batch may begin.
     *
     * @param rows of the batch that was committed just now; 0 while the lane rests
     */
    Duration rest(long rows, Duration took);

    /** What makes it rest, for people, for example {@code max_rows_per_second 500}. */
    String name();

    /** Whether it may rest for ever: then a lane's budget ends the rest, and no batch is tried. */
    default boolean holds() {
        return false;
    }

    /** The stricter of both. */
    default Throttle and(Throttle other) {
        return new BothThrottles(this, other);
    }
}
