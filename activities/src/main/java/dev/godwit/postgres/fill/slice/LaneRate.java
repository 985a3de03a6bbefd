package dev.godwit.postgres.fill.slice;

import dev.godwit.postgres.control.Steering;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast one lane may go at this moment: what people say, else what the plan says.
 *
 * @param lanes of the step
 * @param maxRowsPerSecond over all lanes; null is no limit
 */
public record LaneRate(int lanes, @Nullable Integer maxRowsPerSecond, Steering steering) {

    /** Rows per second of the lane; infinite for no limit. */
    public double share() {
        long limit = limit();
        int atOnce = steering.orders().atOnce(Math.max(1, lanes));
        return limit == 0 ? Double.POSITIVE_INFINITY : (double) limit / atOnce;
    }

    /** A quarter of a second's rows at most, so that the pace is even. */
    public long batchRows() {
        return (long) Math.max(1, share() / 4);
    }

    /** How long a batch is to take on the server, as it is then. */
    public Duration batch() {
        return steering.governor().batch();
    }

    /** For people. */
    public String name() {
        return "max_rows_per_second " + limit();
    }

    private long limit() {
        return steering.orders().limit(maxRowsPerSecond);
    }
}
