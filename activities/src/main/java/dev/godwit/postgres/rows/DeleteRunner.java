package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.DeleteRows;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Pace;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.range.BlockRanges;
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
 * Deletes rows in batches, in passes until one finds none. Effectively once: a repeated call, a
 * stale attempt, a second worker and a crash between any two statements are all harmless.
 * Thread-safe.
 */
public final class DeleteRunner {

    private static final String PHASE = "CONTRACT";
    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final Duration TARGET = Duration.ofMillis(20);
    private static final int FIRST_BLOCKS = 32;
    private static final int MOST_BLOCKS = 2_048;
    private static final int FIRST_ROWS = 1_000;
    private static final int MOST_ROWS = 50_000;
    private static final int ROWS_PER_BLOCK = 100;

    private final Database database;

    /** For one target. */
    public DeleteRunner(Database database) {
        this.database = database;
    }

    /**
     * Deletes rows of a lane until the budget or the lane ends, or people want it to stop.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see Slices#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Slices(database, new Lane(run, step, lane, true))
                .slice(new Deleting(run, step), budget, attempt);
    }

    /** One slice. */
    private final class Deleting implements Sliced {

        private final RowFailure failure;

        Deleting(long run, int step) {
            this.failure =
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-316",
                            "rows cannot be deleted",
                            "take away what points to them or refuses it and resume, or roll back");
        }

        @Override
        public String phase() {
            return PHASE;
        }

        @Override
        public List<Ranges.Start> divide(Connection connection, Step step) throws SQLException {
            DeleteRows delete = delete(step);
            Scope scope = scope(0, step.number(), delete).with(LOCK, Duration.ofMinutes(5));
            Database.apply(connection, scope);
            if (delete.saved() != null) {
                SavedWhole.of(delete.saved(), delete.table(), delete.key()).create(connection);
            }
            return ranges(connection, delete).starts(connection, Math.max(1, delete.lanes()));
        }

        @Override
        public LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
                throws SQLException {
            DeleteRows delete = delete(open.step());
            Scope scope = scope(lane.run(), lane.step(), delete);
            Ranges ranges = ranges(scope, delete, turn.steering());
            if (lane.finished()) {
                return report(lane, ranges);
            }
            LaneRate rate =
                    new LaneRate(delete.lanes(), delete.maxRowsPerSecond(), turn.steering());
            LaneLoop loop =
                    new LaneLoop(
                            database,
                            scope,
                            ranges,
                            new DeleteBatch(delete, ranges, failure),
                            size(delete, rate),
                            new Pace(rate::share, rate::name, System::nanoTime),
                            System::nanoTime);
            LaneStory story = new LaneStory(database, scope, turn.steering(), PHASE, "delete");
            return report(turn.drive(lane, loop, story, ranges), ranges);
        }

        @Override
        public LaneReport standing(Step step, Checkpoint lane, Attempt attempt)
                throws SQLException {
            DeleteRows delete = delete(step);
            return report(lane, ranges(scope(lane.run(), lane.step(), delete), delete, attempt));
        }

        @Override
        public SQLException failed(SQLException cause) {
            return failure.rethrow(cause);
        }
    }

    /** What a pass has found so far is no mismatch. */
    private static LaneReport report(Checkpoint at, Ranges ranges) {
        return new LaneReport(at.finished(), at.rows(), 0, ranges.percent(at));
    }

    private static DeleteRows delete(Step step) {
        if (step.work() instanceof DeleteRows delete) {
            return delete;
        }
        throw new IllegalArgumentException("step %d deletes nothing".formatted(step.number()));
    }

    private Ranges ranges(Scope scope, DeleteRows delete, Attempt attempt) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock on the catalog",
                () -> database.inTransaction(scope, read -> ranges(read, delete)));
    }

    private static Ranges ranges(Connection connection, DeleteRows delete) throws SQLException {
        return delete.strategy() == Strategy.BLOCKS
                ? new BlockRanges(delete.table())
                : KeyRanges.of(
                        connection, delete.table(), delete.key(), Math.max(1, delete.lanes()));
    }

    private static Scope scope(long run, int step, DeleteRows delete) {
        String path = Scope.expressionPath(Identifier.quote(delete.table().schema()));
        return new Scope(Scope.name(run, step), LOCK, STATEMENT, path);
    }

    private static BatchSize size(DeleteRows delete, LaneRate rate) {
        return delete.strategy() == Strategy.BLOCKS
                ? new BatchSize(FIRST_BLOCKS, MOST_BLOCKS, TARGET, rate::batchRows, ROWS_PER_BLOCK)
                : new BatchSize(FIRST_ROWS, MOST_ROWS, TARGET, rate::batchRows, 1);
    }
}
