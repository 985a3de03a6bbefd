package dev.godwit.postgres.fill.lane;

import java.time.Duration;

/**
 * Decides how long a lane rests after a batch. Asked after every commit, so one that listens to the
 * server (replication lag, active sessions) can answer anew each time.
 */
@FunctionalInterface
public interface Throttle {

    /** Never rests. */
    Throttle NONE = (rows, took) -> Duration.ZERO;

    /** Zero or the time until the next batch may begin. */
    Duration rest(long rows, Duration took);
}
