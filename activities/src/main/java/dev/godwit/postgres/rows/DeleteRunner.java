package dev.godwit.postgres.rows;

import dev.godwit.plan.step.RowWork.DeleteRows;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.slice.LaneRate;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.Writing;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Deletes rows in batches, in passes until one finds none. Effectively once: a repeated call, a
 * stale attempt, a second worker and a crash between any two statements are all harmless.
 * Thread-safe.
 */
public final class DeleteRunner {

    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final int MOST_BLOCKS = 2_048;

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
     * @see RowWriting#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Deleting(run, step).slice(lane, budget, attempt);
    }

    /** How its rows are divided, as the table is now. */
    public static Ranges divided(Connection connection, DeleteRows delete) throws SQLException {
        return Writing.ranges(connection, share(delete), delete.strategy(), delete.key());
    }

    private static Writing.Share share(DeleteRows delete) {
        return new Writing.Share(delete.table(), delete.lanes(), delete.maxRowsPerSecond());
    }

    /** One slice. */
    private final class Deleting extends RowWriting<DeleteRows, Ranges> {

        Deleting(long run, int step) {
            super(
                    DeleteRows.class,
                    "CONTRACT",
                    "delete",
                    STATEMENT,
                    new RowFailure(
                            database,
                            run,
                            step,
                            "GW-316",
                            "rows cannot be deleted",
                            "take away what points to them or refuses it and resume, or roll back"));
        }

        @Override
        protected Share share(DeleteRows delete) {
            return DeleteRunner.share(delete);
        }

        @Override
        protected Ranges ranges(Connection connection, DeleteRows delete) throws SQLException {
            return DeleteRunner.divided(connection, delete);
        }

        @Override
        protected void prepare(Connection connection, DeleteRows delete, Ranges ranges)
                throws SQLException {
            if (delete.saved() != null) {
                SavedWhole.of(delete.saved(), delete.table(), delete.key()).create(connection);
            }
        }

        @Override
        protected Batch batch(DeleteRows delete, Ranges ranges, Scope scope) {
            return new DeleteBatch(delete, ranges, failure);
        }

        @Override
        protected BatchSize size(DeleteRows delete, LaneRate rate) {
            return size(delete.strategy(), MOST_BLOCKS, rate);
        }

        /** What a pass has found so far is no mismatch. */
        @Override
        protected LaneReport report(Checkpoint at, Ranges ranges) {
            return new LaneReport(at.finished(), at.rows(), 0, ranges.percent(at));
        }
    }
}
