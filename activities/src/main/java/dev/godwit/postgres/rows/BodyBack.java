package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.RangeBody;
import dev.godwit.plan.step.RowWork.RunBack;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
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
    private final Returning rows;

    /** Of a step. */
    public BodyBack(Database database, long run, int step, RunBack back, Attempt attempt) {
        this.database = database;
        this.run = run;
        this.step = step;
        this.back = back;
        this.body = RangeBody.of(back.body());
        this.rows = Returning.of(database, run, step, back.table(), attempt);
    }

    /**
     * Goes back to the beginning of each lane.
     *
     * @return what was done, in one line
     * @throws dev.godwit.postgres.session.EngineFailure when a row refuses it
     */
    public String run() throws SQLException {
        try {
            List<Checkpoint> lanes =
                    rows.begin(connection -> Checkpoints.all(connection, run, step));
            long changed = 0;
            for (Checkpoint lane : lanes) {
                changed += back(lane.lane());
            }
            return "the UPDATE was taken back by its down; %d rows changed".formatted(changed);
        } catch (SQLException cause) {
            rows.attempt().check(); // a cancelled statement of an ended attempt is no failure
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

    private long back(int lane) throws SQLException {
        BatchSize size = new BatchSize(FIRST, MOST, () -> TARGET);
        long changed = 0;
        for (long moved = 0; moved >= 0; ) {
            int keys = size.get();
            long began = System.nanoTime();
            moved = rows.transaction(connection -> batch(connection, lane, keys));
            size.took(Duration.ofNanos(System.nanoTime() - began), Math.max(0, moved));
            changed += Math.max(0, moved);
            rows.attempt().report("took back " + changed + " rows");
        }
        return changed;
    }

    /** One range. @return rows that it changed; -1 when there is none left */
    private long batch(Connection connection, int lane, int keys) throws SQLException {
        Attempt attempt = rows.attempt();
        Checkpoint at = Checkpoints.held(connection, run, step, lane);
        if (at.position().equals(at.origin())) {
            return -1;
        }
        KeyRanges ranges = KeyRanges.of(connection, back.table(), List.of(back.key()), 1);
        Range done = new Range(at.origin(), at.position());
        Range last = new Range(ranges.before(connection, done, keys, attempt), at.position());
        long changed = 0;
        var first = ranges.least(connection, last, attempt);
        if (first.isPresent()) {
            String sql = body.bind(ranges.value(first.get()), ranges.value(last.to()));
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (Attempt.Running running = attempt.running(statement)) {
                    changed = statement.executeLargeUpdate(sql);
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
        return changed;
    }
}
