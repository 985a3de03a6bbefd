package dev.godwit.postgres.fill;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.Fill;
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
import java.util.function.LongSupplier;

/**
 * Fills columns of all rows. Effectively once: a repeated call, a stale attempt, a second worker
 * and a crash between any two statements are all harmless. Thread-safe.
 */
public final class FillRunner {

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    /** Long enough that the commit costs little, short enough that nobody waits for a row. */
    private static final Duration TARGET = Duration.ofMillis(20);

    private static final int FIRST_BLOCKS = 32;
    private static final int MOST_BLOCKS = 512;
    private static final int FIRST_ROWS = 1_000;
    private static final int MOST_ROWS = 50_000;
    private static final int ROWS_PER_BLOCK = 100;

    private final Database database;
    private final LongSupplier nanos;

    public FillRunner(Database database) {
        this(database, System::nanoTime);
    }

    /** With a clock like {@code System::nanoTime}. */
    FillRunner(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    /**
     * Fills rows of a lane until the budget or the lane ends, or people want it to stop: the report
     * then says that the lane is not finished. The first slice of a step divides its rows into
     * lanes; so the trigger that fills new rows must be there by then.
     *
     * @param lane from 0
     * @throws dev.godwit.postgres.fill.lane.StaleAttemptException when a newer attempt has begun;
     *     nothing of this one's last batch is committed
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Slices(database, new Lane(run, step, lane, true))
                .slice(new Filling(new FillFailure(database, run, step)), budget, attempt);
    }

    /** One slice of a fill. */
    private final class Filling implements Sliced {

        private final FillFailure failure;

        Filling(FillFailure failure) {
            this.failure = failure;
        }

        @Override
        public String phase() {
            return "BACKFILL";
        }

        @Override
        public List<Ranges.Start> divide(Connection connection, Step step) throws SQLException {
            return FillRunner.divide(connection, step);
        }

        @Override
        public LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
                throws SQLException {
            FillAll fill = fill(open.step());
            Scope scope = scope(lane.run(), lane.step(), fill);
            Ranges ranges = ranges(scope, fill, turn.steering());
            failure.about(fill, scope, ranges);
            if (lane.finished()) {
                return LaneReport.of(lane, ranges);
            }
            LaneRate rate = new LaneRate(fill.lanes(), fill.maxRowsPerSecond(), turn.steering());
            LaneLoop loop =
                    new LaneLoop(
                            database,
                            scope,
                            ranges,
                            new FillBatch(new FillSql(fill, ranges), failure),
                            size(fill, rate),
                            new Pace(rate::share, rate::name, nanos),
                            nanos);
            LaneStory story = new LaneStory(database, scope, turn.steering(), "BACKFILL", "fill");
            return LaneReport.of(turn.drive(lane, loop, story, ranges), ranges);
        }

        @Override
        public LaneReport standing(Step step, Checkpoint lane, Attempt attempt)
                throws SQLException {
            FillAll fill = fill(step);
            Scope scope = scope(lane.run(), lane.step(), fill);
            return LaneReport.of(lane, ranges(scope, fill, attempt));
        }

        @Override
        public SQLException failed(SQLException cause) {
            return failure.rethrow(cause);
        }
    }

    private static List<Ranges.Start> divide(Connection connection, Step step) throws SQLException {
        FillAll fill = fill(step);
        Database.apply(connection, scope(0, step.number(), fill).with(LOCK, Duration.ofMinutes(5)));
        Ranges ranges = ranges(connection, fill);
        for (SavedTable saved : new FillSql(fill, ranges).saved()) {
            saved.create(connection);
        }
        return ranges.starts(connection, Math.max(1, fill.lanes()));
    }

    private static FillAll fill(Step step) {
        return switch (step.work()) {
            case Fill fill -> FillAll.of(fill);
            case FillAll fill -> fill;
            default ->
                    throw new IllegalArgumentException(
                            "step %d is no fill but %s"
                                    .formatted(
                                            step.number(), step.work().getClass().getSimpleName()));
        };
    }

    private Ranges ranges(Scope scope, FillAll fill, Attempt attempt) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock on the catalog",
                () -> database.inTransaction(scope, read -> ranges(read, fill)));
    }

    private static Ranges ranges(Connection connection, FillAll fill) throws SQLException {
        return fill.strategy() == Strategy.BLOCKS
                ? new BlockRanges(fill.table())
                : KeyRanges.of(connection, fill.table(), fill.key(), Math.max(1, fill.lanes()));
    }

    private static Scope scope(long run, int step, FillAll fill) {
        String path = Scope.expressionPath(Identifier.quote(fill.table().schema()));
        return new Scope(Scope.name(run, step), LOCK, STATEMENT, path);
    }

    private static BatchSize size(FillAll fill, LaneRate rate) {
        return fill.strategy() == Strategy.BLOCKS
                ? new BatchSize(FIRST_BLOCKS, MOST_BLOCKS, TARGET, rate::batchRows, ROWS_PER_BLOCK)
                : new BatchSize(FIRST_ROWS, MOST_ROWS, TARGET, rate::batchRows, 1);
    }
}
