package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.RunBody;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Pace;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.fill.slice.LaneRate;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.LaneStory;
import dev.godwit.postgres.fill.slice.Sliced;
import dev.godwit.postgres.fill.slice.Slices;
import dev.godwit.postgres.fill.slice.Turn;
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

    private static final String PHASE = "BACKFILL";
    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(30);
    private static final Duration TARGET = Duration.ofMillis(50);
    private static final int FIRST_ROWS = 1_000;
    private static final int MOST_ROWS = 50_000;

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
     * @see Slices#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Slices(database, new Lane(run, step, lane, true))
                .slice(new Running(run, step), budget, attempt);
    }

    /** One slice. */
    private final class Running implements Sliced {

        private final RowFailure failure;

        Running(long run, int step) {
            this.failure =
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-317",
                            "the UPDATE of a range fails",
                            "mend the row, the constraint or the trigger and resume, or roll back");
        }

        @Override
        public String phase() {
            return PHASE;
        }

        @Override
        public List<Ranges.Start> divide(Connection connection, Step step) throws SQLException {
            RunBody body = body(step);
            Scope scope = scope(0, step.number(), body).with(LOCK, Duration.ofMinutes(5));
            Database.apply(connection, scope);
            return ranges(connection, body).starts(connection, Math.max(1, body.lanes()));
        }

        @Override
        public LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
                throws SQLException {
            RunBody body = body(open.step());
            Scope scope = scope(lane.run(), lane.step(), body);
            KeyRanges ranges = ranges(scope, body, turn.steering());
            if (lane.finished()) {
                return LaneReport.of(lane, ranges);
            }
            LaneRate rate = new LaneRate(body.lanes(), body.maxRowsPerSecond(), turn.steering());
            LaneLoop loop =
                    new LaneLoop(
                            database,
                            scope,
                            ranges,
                            new BodyBatch(body, ranges, failure),
                            new BatchSize(FIRST_ROWS, MOST_ROWS, TARGET, rate::batchRows, 1),
                            new Pace(rate::share, rate::name, System::nanoTime),
                            System::nanoTime);
            LaneStory story = new LaneStory(database, scope, turn.steering(), PHASE, "fill");
            return LaneReport.of(turn.drive(lane, loop, story, ranges), ranges);
        }

        @Override
        public LaneReport standing(Step step, Checkpoint lane, Attempt attempt)
                throws SQLException {
            RunBody body = body(step);
            return LaneReport.of(lane, ranges(scope(lane.run(), lane.step(), body), body, attempt));
        }

        @Override
        public SQLException failed(SQLException cause) {
            return failure.rethrow(cause);
        }
    }

    private static RunBody body(Step step) {
        if (step.work() instanceof RunBody body) {
            return body;
        }
        throw new IllegalArgumentException("step %d runs no UPDATE".formatted(step.number()));
    }

    private KeyRanges ranges(Scope scope, RunBody body, Attempt attempt) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock on the catalog",
                () -> database.inTransaction(scope, read -> ranges(read, body)));
    }

    private static KeyRanges ranges(Connection connection, RunBody body) throws SQLException {
        return KeyRanges.of(
                connection, body.table(), List.of(body.key()), Math.max(1, body.lanes()));
    }

    private static Scope scope(long run, int step, RunBody body) {
        String path = Scope.expressionPath(Identifier.quote(body.table().schema()));
        return new Scope(Scope.name(run, step), LOCK, STATEMENT, path);
    }
}
