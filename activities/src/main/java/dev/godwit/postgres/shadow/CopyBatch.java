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
 * Copies the rows of a range that were there when the copy began; rows and cursor are one
 * statement. Where the table was rewritten meanwhile the lane copies all of it once more: its key
 * is not made before the last lane has ended, and without what is there twice.
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
        return Checkpoints.move(connection, at, range, sql(at, range), attempt);
    }

    @Override
    public Optional<String> alone(Checkpoint at, Range range) {
        return Optional.of(sql(at, range));
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
