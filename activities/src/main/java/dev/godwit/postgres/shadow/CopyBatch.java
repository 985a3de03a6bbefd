package dev.godwit.postgres.shadow;

import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a range; rows and cursor are one statement. What is there already was written
 * by the trigger, later than what the statement sees. Where a writer is about to write the same
 * key, the statement waits for its end.
 */
final class CopyBatch implements Batch {

    private final CopyRows copy;
    private final Ranges ranges;
    private final RowFailure failure;

    CopyBatch(CopyRows copy, Ranges ranges, RowFailure failure) {
        this.copy = copy;
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        Twin.giveWay(connection);
        return Checkpoints.move(connection, at, range, sql(at, range), attempt);
    }

    private String sql(Checkpoint at, Range range) {
        String rows = ranges.condition(range) + " and exists (select from guard)";
        return Checkpoints.moving(
                at, range, ranges, "work as (%s returning 1)".formatted(CopyForm.of(copy, rows)));
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException {
        return Checkpoints.restart(connection, at, start, false);
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
