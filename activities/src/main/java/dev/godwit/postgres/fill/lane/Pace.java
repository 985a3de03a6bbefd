package dev.godwit.postgres.fill.lane;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Holds a lane to a number of rows per second, which may change at any time, also while it rests.
 * Time that was not used earns no credit, so the rate is never exceeded after a wait. Not
 * thread-safe.
 */
public final class Pace implements Throttle {

    private final DoubleSupplier rowsPerSecond;
    private final Supplier<String> name;
    private final LongSupplier nanos;
    private double nanosPerRow;
    private long due = Long.MIN_VALUE;

    /**
     * @param rowsPerSecond the lane's share; above 0, infinite for no limit
     * @param name what makes it rest, for people
     * @param nanos a clock like {@code System::nanoTime}
     */
    public Pace(DoubleSupplier rowsPerSecond, Supplier<String> name, LongSupplier nanos) {
        this.rowsPerSecond = rowsPerSecond;
        this.name = name;
        this.nanos = nanos;
    }

    @Override
    public Duration rest(long rows, Duration took) {
        long now = nanos.getAsLong();
        long began = now - took.toNanos();
        listen(now);
        due = Math.max(due, began) + Math.round(rows * nanosPerRow);
        return due > now ? Duration.ofNanos(due - now) : Duration.ZERO;
    }

    @Override
    public String name() {
        return name.get();
    }

    /** What is left of a rest stands for rows: under another rate they take another time. */
    private void listen(long now) {
        double current = rowsPerSecond.getAsDouble();
        if (!(current > 0)) {
            throw new IllegalArgumentException("rows per second must be above 0");
        }
        double before = nanosPerRow;
        nanosPerRow = 1e9 / current;
        if (due > now && before > 0) {
            due = now + Math.round((due - now) * (nanosPerRow / before));
        }
    }
}
