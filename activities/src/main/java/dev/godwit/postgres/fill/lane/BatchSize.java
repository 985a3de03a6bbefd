package dev.godwit.postgres.fill.lane;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How large the next batch is, in blocks or rows. Grows slowly while batches are shorter than the
 * target, shrinks at once when they are longer or fail. Not thread-safe.
 */
public final class BatchSize {

    private static final double GROWTH = 1.2;
    private static final double SHRINKAGE = 0.5;
    private static final double FAR_TOO_LONG = 0.2;

    private final Supplier<Duration> target;
    private final int least;
    private final int most;
    private final LongSupplier mostRows;
    private double density;
    private double size;
    private double given;

    /**
     * Without a limit to its rows.
     *
     * @param first size of the first batch
     * @param most never larger than this
     * @param target how long a batch should take on the server, as it is then
     */
    public BatchSize(int first, int most, Supplier<Duration> target) {
        this(first, 1, most, target, () -> Long.MAX_VALUE, 0);
    }

    /**
     * @param least below which it shrinks only when that takes far too long: what a transaction
     *     costs by itself is dear then, and on a busy server a smaller one is hardly faster
     * @param target how long a batch should take on the server, as it is then
     * @param mostRows of a batch, as it is then; above 0
     * @param density rows of a block, or 1, until the first batch has shown it
     */
    public BatchSize(
            int first,
            int least,
            int most,
            Supplier<Duration> target,
            LongSupplier mostRows,
            double density) {
        this.size = Math.max(1, Math.min(first, most));
        this.least = least;
        this.most = most;
        this.target = target;
        this.mostRows = mostRows;
        this.density = density;
    }

    /** Blocks or rows; at least 1. */
    public int get() {
        int whole = (int) current();
        given = whole;
        return whole;
    }

    /** What was given was committed. */
    public void took(Duration time, long rows) {
        double used = given == 0 ? current() : given;
        double wanted = (double) target.get().toNanos() / Math.max(1, time.toNanos());
        size = used * Math.clamp(wanted, SHRINKAGE, GROWTH);
        // One block or row that is still too fast to measure must be able to become two.
        if (wanted > GROWTH && size < 10) {
            size += 1;
        }
        size = Math.clamp(size, wanted < FAR_TOO_LONG ? 1 : Math.min(least, used), most);
        density = rows / used;
        given = 0;
    }

    /** Halves it; false when it was the smallest already. */
    public boolean halve() {
        boolean smallest = (int) current() == 1;
        size = Math.max(1, current() * SHRINKAGE);
        return !smallest;
    }

    private double current() {
        double allowed = density == 0 ? size : mostRows.getAsLong() / density;
        return Math.max(1, Math.min(size, allowed));
    }
}
