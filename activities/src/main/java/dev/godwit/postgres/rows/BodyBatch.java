package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.RangeBody;
import dev.godwit.plan.step.RowWork.RunBody;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the UPDATE for a range; the cursor is held before it and moved after it. */
final class BodyBatch implements Batch {

    private final RunBody work;
    private final RangeBody body;
    private final KeyRanges ranges;
    private final RowFailure failure;

    BodyBatch(RunBody work, KeyRanges ranges, RowFailure failure) {
        this.work = work;
        this.body = RangeBody.of(work.body());
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String unmoved = Checkpoints.unmoved(at);
            try (ResultSet mine =
                    statement.executeQuery(
                            "select from godwit.checkpoint where " + unmoved + " for update")) {
                if (!mine.next()) {
                    return Optional.empty();
                }
            }
            long rows = update(connection, statement, range, attempt);
            try (ResultSet row = statement.executeQuery(move(at, range, rows))) {
                row.next();
                Checkpoint moved = at.moved(range.to(), row.getLong(1), 0);
                if (moved.finished()) {
                    String note =
                            "lane %d: %d rows of %s changed"
                                    .formatted(at.lane(), moved.rows(), work.table());
                    Ledger.add(
                            connection,
                            at.run(),
                            LedgerLine.of("godwit", "BACKFILL", at.step(), "fill.done", note));
                }
                return Optional.of(moved);
            }
        }
    }

    private long update(Connection connection, Statement statement, Range range, Attempt attempt)
            throws SQLException {
        Optional<String> first = ranges.least(connection, range, attempt);
        if (first.isEmpty()) {
            return 0; // all of the range are gone
        }
        String sql = body.bind(ranges.value(first.get()), ranges.value(range.to()));
        try (Attempt.Running running = attempt.running(statement)) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private static String move(Checkpoint at, Range range, long rows) {
        return """
        update godwit.checkpoint set position = %s, rows = rows + %d, finished = %s, at = clock_timestamp()
         where %s returning rows
        """
                .formatted(
                        Identifier.literal(range.to()),
                        rows,
                        range.to().equals(at.upto()),
                        Checkpoints.unmoved(at));
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start) {
        throw new IllegalStateException("ranges of keys do not move");
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
