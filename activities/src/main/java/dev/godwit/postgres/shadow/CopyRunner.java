package dev.godwit.postgres.shadow;

import dev.godwit.plan.step.ShadowWork.CopyRows;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Copies rows into the table that is to take the place of theirs, in batches. Effectively once: a
 * repeated call, a stale attempt, a second worker and a crash between any two statements are all
 * harmless. Thread-safe.
 */
public final class CopyRunner {

    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final int MOST_BLOCKS = 2_048;

    private final Database database;

    /** For one target. */
    public CopyRunner(Database database) {
        this.database = database;
    }

    /**
     * Copies rows of a lane until the budget or the lane ends, or people want it to stop.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see RowWriting#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Copying(run, step).slice(lane, budget, attempt);
    }

    /** One slice. */
    private final class Copying extends RowWriting<CopyRows, Ranges> {

        Copying(long run, int step) {
            super(
                    CopyRows.class,
                    "BACKFILL",
                    "copy",
                    STATEMENT,
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-354",
                            "rows cannot be copied",
                            "mend the rows that refuse up, or what the copy's checks refuse, and resume; or roll back"));
        }

        @Override
        protected Share share(CopyRows copy) {
            return new Share(copy.table(), copy.lanes(), copy.maxRowsPerSecond());
        }

        @Override
        protected Ranges ranges(Connection connection, CopyRows copy) {
            return new BlockRanges(copy.table());
        }

        @Override
        protected Batch batch(CopyRows copy, Ranges ranges, Scope scope) {
            return new CopyBatch(copy, ranges, failure);
        }

        @Override
        protected BatchSize size(CopyRows copy, LaneRate rate) {
            return size(Strategy.BLOCKS, MOST_BLOCKS, rate);
        }
    }
}
