package dev.godwit.cli.demo.traffic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long requests took. Keeps counts in buckets that are at most 1/64 (1.6 %) wide, so that no
 * request is left out however long it runs; the maximum is exact. Thread-safe.
 */
public final class Latencies {

    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final AtomicLongArray counts = new AtomicLongArray(SUB * (64 - SUB_BITS + 1));
    private final AtomicLong max = new AtomicLong();

    /** Adds one request; a negative time counts as 0. */
    public void record(long nanos) {
        long time = Math.max(0, nanos);
        counts.incrementAndGet(bucket(time));
        max.accumulateAndGet(time, Math::max);
    }

    /** Requests so far. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /**
     * The time that {@code percent} of the requests did not exceed, in milliseconds, as the upper
     * end of its bucket; 0 when there were none.
     */
    public double percentileMillis(double percent) {
        long rank = (long) Math.ceil(count() * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length() && rank > 0; i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return Math.min(upperEnd(i), max.get()) / 1e6;
            }
        }
        return 0;
    }

    /** The slowest request, in milliseconds; 0 when there were none. */
    public double maxMillis() {
        return max.get() / 1e6;
    }

    /** Below 64 ns one bucket each; above, 64 buckets for each power of two. */
    private static int bucket(long time) {
        if (time < SUB) {
            return (int) time;
        }
        int shift = 63 - Long.numberOfLeadingZeros(time) - SUB_BITS;
        return SUB * (shift + 1) + (int) ((time >>> shift) - SUB);
    }

    private static long upperEnd(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int shift = bucket / SUB - 1;
        long lower = (long) (bucket % SUB + SUB) << shift;
        return lower + (1L << shift) - 1;
    }
}
