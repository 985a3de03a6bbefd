package dev.godwit.postgres.shadow;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        // A plain statement, not a prepared one: a plan's expression may hold a question mark.
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet row = statement.executeQuery(sql(at, range))) {
                return row.next()
                        ? Optional.of(at.moved(range.to(), row.getLong(1), 0))
                        : Optional.empty();
            }
        }
    }

    private String sql(Checkpoint at, Range range) {
        return """
        with guard as (select 1 from godwit.checkpoint where %1$s%2$s for update),
             work as (insert into %3$s (%4$s) overriding system value select %5$s
                        from %6$s where %7$s and exists (select from guard)
                        on conflict (%8$s) do nothing returning 1)
        update godwit.checkpoint
           set position = %9$s, rows = rows + (select count(*) from work), finished = %10$s,
               at = clock_timestamp()
         where %1$s and exists (select from guard) returning rows
        """
                .formatted(
                        Checkpoints.unmoved(at),
                        ranges.guard(),
                        copy.twin().sql(),
                        Twin.columns(copy.values()),
                        Twin.expressions(copy.values()),
                        copy.table().sql(),
                        ranges.condition(range),
                        Twin.keyColumns(copy.key()),
                        Identifier.literal(range.to()),
                        range.to().equals(at.upto()));
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
