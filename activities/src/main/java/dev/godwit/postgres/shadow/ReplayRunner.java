package dev.godwit.postgres.shadow;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork.ReplayDeletes;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.slice.LaneRate;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.rows.RowWriting;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Takes rows out of a copy that were deleted after a batch had read them and before it had written
 * them. Keys that are put down later are left to the exchange. Every call may be repeated.
 * Thread-safe.
 */
public final class ReplayRunner {

    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final int MOST_BLOCKS = 64;

    private final Database database;

    /** For one target. */
    public ReplayRunner(Database database) {
        this.database = database;
    }

    /**
     * Goes on until the budget or the keys end, or people want it to stop.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see RowWriting#slice
     */
    public LaneReport slice(long run, int step, Duration budget, Attempt attempt)
            throws SQLException {
        return new Replaying(run, step).slice(0, budget, attempt);
    }

    /** The table of keys. */
    static QualifiedName keys(ReplayDeletes replay) {
        return new QualifiedName(StateSchema.NAME, replay.deleted());
    }

    /** One slice. */
    private final class Replaying extends RowWriting<ReplayDeletes, Ranges> {

        Replaying(long run, int step) {
            super(
                    ReplayDeletes.class,
                    "BACKFILL",
                    "replay",
                    STATEMENT,
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-354",
                            "deleted rows cannot be taken out of the copy",
                            "mend the cause and resume, or roll back"));
        }

        @Override
        protected Share share(ReplayDeletes replay) {
            return new Share(replay.table(), 1, null);
        }

        @Override
        protected Ranges ranges(Connection connection, ReplayDeletes replay) {
            return new BlockRanges(keys(replay));
        }

        @Override
        protected Batch batch(ReplayDeletes replay, Ranges ranges, Scope scope) {
            return new ReplayBatch(replay, ranges, failure);
        }

        @Override
        protected BatchSize size(ReplayDeletes replay, LaneRate rate) {
            return size(Strategy.BLOCKS, MOST_BLOCKS, rate);
        }
    }
}
