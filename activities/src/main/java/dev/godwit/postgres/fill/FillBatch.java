package dev.godwit.postgres.fill;

import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of a range that still need it. Rows, saved keys and cursor are one statement, so
 * none can be committed without the others.
 */
final class FillBatch implements Batch {

    private final FillSql sql;
    private final FillFailure failure;

    FillBatch(FillSql sql, FillFailure failure) {
        this.sql = sql;
        this.failure = failure;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        Optional<Checkpoint> moved =
                Checkpoints.move(connection, at, range, sql.batch(at, range), attempt);
        if (moved.isPresent() && moved.get().finished()) {
            Ledger.add(connection, at.run(), done(connection, moved.get()));
        }
        return moved;
    }

    /** The last one is told in the ledger as well. */
    @Override
    public Optional<String> alone(Checkpoint at, Range range) {
        return range.to().equals(at.upto()) ? Optional.empty() : Optional.of(sql.batch(at, range));
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException {
        Ledger.add(
                connection,
                at.run(),
                LedgerLine.of(
                        "godwit",
                        "BACKFILL",
                        at.step(),
                        "fill.restarted",
                        "lane %d: %s was rewritten meanwhile; what is filled is skipped"
                                .formatted(at.lane(), sql.fill().table())));
        return Checkpoints.restart(connection, at, start, false);
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range, sql::update, attempt);
    }

    private static LedgerLine done(Connection connection, Checkpoint at) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select extract(epoch from at - started_at) from godwit.checkpoint where run = %d and step = %d and lane = %d"
                                        .formatted(at.run(), at.step(), at.lane()))) {
            row.next();
            double seconds = row.getDouble(1);
            return new LedgerLine(
                    "godwit",
                    "BACKFILL",
                    at.step(),
                    "fill.done",
                    null,
                    null,
                    null,
                    seconds * 1000,
                    "lane %d: %d rows in %.1f s".formatted(at.lane(), at.rows(), seconds),
                    null,
                    null);
        }
    }
}
