package dev.godwit.postgres.fill.lane;

import java.time.Duration;

/**
 * How large the next batch is, in blocks or rows. Grows slowly while batches are shorter than the
 * target, shrinks at once when they are longer or fail. Not thread-safe.
 */
public final class BatchSize {

    private static final double GROWTH = 1.2;
    private static final double SHRINKAGE = 0.5;

    private final Duration target;
    private final int most;
    private final long mostRows;
    private double size;

    /**
     * @param first size of the first batch
     * @param most never larger than this
     * @param mostRows a batch that wrote more rows than this is followed by a smaller one
     * @param target how long a batch should take on the server
     */
    public BatchSize(int first, int most, long mostRows, Duration target) {
        this.size = Math.max(1, Math.min(first, most));
        this.most = most;
        this.mostRows = mostRows;
        this.target = target;
    }

    /** Blocks or rows; at least 1. */
    public int get() {
        return Math.max(1, (int) size);
    }

    /** A batch of this size was committed. */
    public void took(Duration time, long rows) {
        double byTime = (double) target.toNanos() / Math.max(1, time.toNanos());
        double byRows = (double) mostRows / Math.max(1, rows);
        double wanted = Math.min(byTime, byRows);
        size = size * Math.clamp(wanted, SHRINKAGE, GROWTH);
        // One block or row that is still too fast to measure must be able to become two.
        if (wanted > GROWTH && size < 10) {
            size += 1;
        }
        size = Math.clamp(size, 1, most);
    }

    /** Halves it; false when it was the smallest already. */
    public boolean halve() {
        boolean smallest = get() == 1;
        size = Math.max(1, size * SHRINKAGE);
        return !smallest;
    }
}
