package dev.godwit.postgres.fill;

import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.range.Passes;
import dev.godwit.postgres.fill.slice.LaneRate;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.Slices;
import dev.godwit.postgres.fill.slice.Writing;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Fills columns of all rows. Effectively once: a repeated call, a stale attempt, a second worker
 * and a crash between any two statements are all harmless. Thread-safe.
 */
public final class FillRunner {

    private static final Duration STATEMENT = Duration.ofSeconds(10);

    private static final int MOST_BLOCKS = 512;

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
     * lanes; so the trigger that fills new rows must be there by then, or a comparison that sweeps
     * come after it.
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
                .slice(new Filling(run, step), budget, attempt);
    }

    /** How the rows of a fill are divided, as the table is now. */
    public static Ranges divided(Connection connection, FillAll fill) throws SQLException {
        return fill.strategy() == Work.Strategy.KEYS
                ? Writing.ranges(connection, share(fill), fill.strategy(), fill.key())
                : new BlockRanges(fill.table(), passes(connection, fill));
    }

    private static Passes passes(Connection connection, FillAll fill) throws SQLException {
        return fill.passes() == null
                ? Passes.of(connection, fill.table(), fill.names())
                : new Passes(fill.passes(), "the plan says so");
    }

    private static Writing.Share share(FillAll fill) {
        return new Writing.Share(fill.table(), fill.lanes(), fill.maxRowsPerSecond());
    }

    /** One slice of a fill. */
    private final class Filling extends Writing<FillAll, Ranges> {

        private final FillFailure failure;

        Filling(long run, int step) {
            super(database, "BACKFILL", "fill", STATEMENT, nanos);
            this.failure = new FillFailure(database, Stage.BACKFILL, run, step);
        }

        @Override
        protected FillAll of(Step step) {
            return switch (step.work()) {
                case Fill fill -> FillAll.of(fill);
                case FillAll fill -> fill;
                default ->
                        throw new IllegalArgumentException(
                                "step %d is no fill but %s"
                                        .formatted(
                                                step.number(),
                                                step.work().getClass().getSimpleName()));
            };
        }

        @Override
        protected Share share(FillAll fill) {
            return FillRunner.share(fill);
        }

        @Override
        protected Ranges ranges(Connection connection, FillAll fill) throws SQLException {
            return FillRunner.divided(connection, fill);
        }

        @Override
        protected void prepare(Connection connection, FillAll fill, Ranges ranges)
                throws SQLException {
            for (SavedTable saved : new FillSql(fill, ranges).saved()) {
                saved.create(connection);
            }
        }

        @Override
        protected Batch batch(FillAll fill, Ranges ranges, Scope scope) {
            failure.about(fill, scope, ranges);
            return new FillBatch(new FillSql(fill, ranges), failure);
        }

        @Override
        protected BatchSize size(FillAll fill, LaneRate rate) {
            return size(fill.strategy(), MOST_BLOCKS, rate);
        }

        @Override
        public SQLException failed(SQLException cause) {
            return failure.rethrow(cause);
        }
    }
}
