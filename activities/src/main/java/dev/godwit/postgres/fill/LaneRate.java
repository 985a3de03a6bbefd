package dev.godwit.postgres.fill;

import dev.godwit.plan.step.Work.Fill;
import dev.godwit.postgres.control.Steering;

/** How fast one lane of a fill may go at this moment: what people say, else what the plan says. */
record LaneRate(Fill fill, Steering steering) {

    /** Rows per second of the lane; infinite for no limit. */
    double share() {
        long limit = limit();
        int lanes = steering.orders().atOnce(Math.max(1, fill.lanes()));
        return limit == 0 ? Double.POSITIVE_INFINITY : (double) limit / lanes;
    }

    /** A quarter of a second's rows at most, so that the pace is even. */
    long batchRows() {
        return (long) Math.max(1, share() / 4);
    }

    /** For people. */
    String name() {
        return "max_rows_per_second " + limit();
    }

    private long limit() {
        return steering.orders().limit(fill.maxRowsPerSecond());
    }
}
