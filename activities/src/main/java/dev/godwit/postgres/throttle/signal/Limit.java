package dev.godwit.postgres.throttle.signal;

/**
 * A limit that, once it is exceeded, stays so until the value is clearly below it: otherwise work
 * would begin and rest at every look. Not thread-safe.
 */
final class Limit {

    private static final double CLEARLY = 0.9;

    private final double limit;
    private boolean over;

    Limit(double limit) {
        this.limit = limit;
    }

    /** Whether it is exceeded by this value, or still is. */
    boolean exceededBy(double value) {
        over = over ? value > limit * CLEARLY : value > limit;
        return over;
    }
}
