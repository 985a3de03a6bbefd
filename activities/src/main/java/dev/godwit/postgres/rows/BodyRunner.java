package dev.godwit.postgres.rows;

import dev.godwit.plan.step.RowWork.RunBody;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.fill.slice.LaneRate;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Runs an UPDATE of the user's own for one range of a key after the other, each range exactly once:
 * its checkpoint is in the same transaction. Thread-safe.
 */
public final class BodyRunner {

    private static final Duration STATEMENT = Duration.ofSeconds(30);

    private final Database database;

    /** For one target. */
    public BodyRunner(Database database) {
        this.database = database;
    }

    /**
     * Goes on with a lane until the budget or the lane ends, or people want it to stop.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see RowWriting#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Running(run, step).slice(lane, budget, attempt);
    }

    /** How its rows are divided, as the table is now. */
    public static KeyRanges divided(Connection connection, RunBody body) throws SQLException {
        return KeyRanges.of(
                connection, body.table(), List.of(body.key()), Math.max(1, body.lanes()));
    }

    /** One slice. */
    private final class Running extends RowWriting<RunBody, KeyRanges> {

        Running(long run, int step) {
            super(
                    RunBody.class,
                    "BACKFILL",
                    "fill",
                    STATEMENT,
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-317",
                            "the UPDATE of a range fails",
                            "mend the row, the constraint or the trigger and resume, or roll back"));
        }

        @Override
        protected Share share(RunBody body) {
            return new Share(body.table(), body.lanes(), body.maxRowsPerSecond());
        }

        @Override
        protected KeyRanges ranges(Connection connection, RunBody body) throws SQLException {
            return BodyRunner.divided(connection, body);
        }

        @Override
        protected Batch batch(RunBody body, KeyRanges ranges, Scope scope) {
            return new BodyBatch(body, ranges, failure);
        }

        @Override
        protected BatchSize size(RunBody body, LaneRate rate) {
            return size(Strategy.KEYS, 0, rate);
        }
    }
}
