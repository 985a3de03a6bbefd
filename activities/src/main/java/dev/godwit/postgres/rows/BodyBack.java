package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.RangeBody;
import dev.godwit.plan.step.RowWork.RunBack;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Takes an UPDATE by ranges back: by another one for the ranges it was run for, from the last to
 * the first. The cursor goes back in the same transaction, so each range is taken back once, and a
 * step that was never begun has none.
 */
public final class BodyBack {

    private static final int FIRST = 1_000;
    private static final int MOST = 50_000;
    private static final Duration TARGET = Duration.ofMillis(50);

    private final Database database;
    private final long run;
    private final int step;
    private final RunBack back;
    private final RangeBody body;
    private final Scope scope;

    /** Of a step. */
    public BodyBack(Database database, long run, int step, RunBack back) {
        this.database = database;
        this.run = run;
        this.step = step;
        this.back = back;
        this.body = RangeBody.of(back.body());
        String path = Scope.expressionPath(Identifier.quote(back.table().schema()));
        this.scope =
                new Scope(
                        Scope.name(run, step), Duration.ofSeconds(1), Duration.ofSeconds(30), path);
    }

    /**
     * Goes back to the beginning of each lane.
     *
     * @return what was done, in one line
     * @throws dev.godwit.postgres.session.EngineFailure when a row refuses it
     */
    public String run(Attempt attempt) throws SQLException {
        try {
            List<Checkpoint> lanes =
                    transaction(
                            attempt,
                            connection -> {
                                Checkpoints.fenceOff(connection, run);
                                return Checkpoints.all(connection, run, step);
                            });
            long rows = 0;
            for (Checkpoint lane : lanes) {
                rows += back(lane.lane(), attempt);
            }
            return "the UPDATE was taken back by its down; %d rows changed".formatted(rows);
        } catch (SQLException cause) {
            attempt.check(); // a cancelled statement of an ended attempt is no failure
            throw new RowFailure(
                            database,
                            run,
                            step,
                            "GW-318",
                            "the down of a range fails",
                            "take away what refuses it, then roll back again")
                    .rethrow(cause);
        }
    }

    private long back(int lane, Attempt attempt) throws SQLException {
        BatchSize size = new BatchSize(FIRST, MOST, TARGET);
        long rows = 0;
        for (long moved = 0; moved >= 0; ) {
            int keys = size.get();
            long began = System.nanoTime();
            moved = transaction(attempt, connection -> batch(connection, lane, keys, attempt));
            size.took(Duration.ofNanos(System.nanoTime() - began), Math.max(0, moved));
            rows += Math.max(0, moved);
            attempt.report("took back " + rows + " rows");
        }
        return rows;
    }

    /** One range. @return rows that it changed; -1 when there is none left */
    private long batch(Connection connection, int lane, int keys, Attempt attempt)
            throws SQLException {
        Checkpoint at = Checkpoints.held(connection, run, step, lane);
        if (at.position().equals(at.origin())) {
            return -1;
        }
        KeyRanges ranges = KeyRanges.of(connection, back.table(), List.of(back.key()), 1);
        Range done = new Range(at.origin(), at.position());
        Range last = new Range(ranges.before(connection, done, keys, attempt), at.position());
        long rows = 0;
        var first = ranges.least(connection, last, attempt);
        if (first.isPresent()) {
            String sql = body.bind(ranges.value(first.get()), ranges.value(last.to()));
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (Attempt.Running running = attempt.running(statement)) {
                    rows = statement.executeLargeUpdate(sql);
                }
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.checkpoint set position = ?, at = clock_timestamp()"
                                + " where run = ? and step = ? and lane = ?")) {
            update.setString(1, last.from());
            update.setLong(2, run);
            update.setInt(3, step);
            update.setInt(4, lane);
            update.executeUpdate();
        }
        return rows;
    }

    private <T> T transaction(Attempt attempt, Database.Body<T> work) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock that somebody else holds",
                () -> database.inTransaction(scope, work));
    }
}
