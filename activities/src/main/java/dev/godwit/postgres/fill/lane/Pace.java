package dev.godwit.postgres.fill.lane;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds a lane to a number of rows per second. Time that was not used earns no credit, so the rate
 * is never exceeded after a wait. Not thread-safe.
 */
public final class Pace implements Throttle {

    private final double nanosPerRow;
    private final LongSupplier nanos;
    private long due = Long.MIN_VALUE;

    /**
     * @param rowsPerSecond the lane's share; above 0
     * @param nanos a clock like {@code System::nanoTime}
     */
    public Pace(double rowsPerSecond, LongSupplier nanos) {
        if (!(rowsPerSecond > 0)) {
            throw new IllegalArgumentException("rows per second must be above 0");
        }
        this.nanosPerRow = 1e9 / rowsPerSecond;
        this.nanos = nanos;
    }

    @Override
    public Duration rest(long rows, Duration took) {
        long now = nanos.getAsLong();
        long began = now - took.toNanos();
        due = Math.max(due, began) + Math.round(rows * nanosPerRow);
        return due > now ? Duration.ofNanos(due - now) : Duration.ZERO;
    }
}
