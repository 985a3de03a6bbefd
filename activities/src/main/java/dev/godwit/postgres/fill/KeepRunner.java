package dev.godwit.postgres.fill;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.KeepColumn;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.Sliced;
import dev.godwit.postgres.fill.slice.Slices;
import dev.godwit.postgres.fill.slice.Turn;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Copies a column by key before it is dropped: in resumable ranges, each committed with its cursor,
 * so that a repeated call, a stale attempt and a crash are harmless. Thread-safe.
 */
public final class KeepRunner {

    private static final String CODE = "GW-345";
    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final int FIRST_ROWS = 1_000;
    private static final int MOST_ROWS = 50_000;

    private final Database database;

    /** For one target. */
    public KeepRunner(Database database) {
        this.database = database;
    }

    /**
     * Copies rows until the budget or the table ends, or people want it to stop: the report then
     * says that it is not finished.
     *
     * @throws dev.godwit.postgres.fill.lane.StaleAttemptException when a newer attempt has begun
     * @throws EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public LaneReport slice(long run, int step, Duration budget, Attempt attempt)
            throws SQLException {
        return new Slices(database, new Lane(run, step, 0, false))
                .slice(new Keeping(run, step), budget, attempt);
    }

    /** One slice of a copy. */
    private final class Keeping implements Sliced {

        private final long run;
        private final int step;

        Keeping(long run, int step) {
            this.run = run;
            this.step = step;
        }

        @Override
        public String phase() {
            return "CONTRACT";
        }

        @Override
        public List<Ranges.Start> divide(Connection connection, Step opened) throws SQLException {
            KeepColumn keep = keep(opened);
            Scope scope = Scope.state(Scope.name(0, step));
            Database.apply(connection, scope.with(LOCK, Duration.ofMinutes(5)));
            saved(keep).create(connection);
            return divided(connection, keep).starts(connection, 1);
        }

        @Override
        public LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
                throws SQLException {
            KeepColumn keep = keep(open.step());
            Scope scope = new Scope(Scope.name(run, step), LOCK, STATEMENT, "pg_catalog");
            Ranges ranges = database.inTransaction(scope, connection -> divided(connection, keep));
            LaneLoop loop =
                    new LaneLoop(
                            database,
                            scope,
                            ranges,
                            new KeepBatch(saved(keep), ranges, KeepRunner::failure),
                            new BatchSize(FIRST_ROWS, MOST_ROWS, turn.steering().governor()::batch),
                            turn.steering().governor(),
                            System::nanoTime);
            return LaneReport.of(turn.drive(lane, loop), ranges);
        }

        @Override
        public LaneReport standing(Step opened, Checkpoint lane, Attempt attempt) {
            return new LaneReport(false, 0, 0, 0);
        }

        @Override
        public SQLException failed(SQLException cause) {
            SqlFailure kind = Backoff.kind(cause);
            if (kind == SqlFailure.PERMANENT || kind == SqlFailure.DISK_FULL) {
                throw failure(cause, run, step);
            }
            return cause;
        }
    }

    /** How its rows are divided, as the table is now. */
    public static Ranges divided(Connection connection, KeepColumn keep) throws SQLException {
        return KeyRanges.of(connection, keep.table(), keep.key(), 1);
    }

    private static SavedTable saved(KeepColumn keep) {
        return SavedTable.of(keep.into(), keep.table(), keep.key(), keep.column());
    }

    private static KeepColumn keep(Step step) {
        if (step.work() instanceof KeepColumn keep) {
            return keep;
        }
        throw new IllegalArgumentException("step %d keeps nothing".formatted(step.number()));
    }

    private static EngineFailure failure(SQLException cause, long run, int step) {
        boolean full = Backoff.kind(cause) == SqlFailure.DISK_FULL;
        return new EngineFailure(
                full ? EngineFailure.Kind.DISK_FULL : EngineFailure.Kind.PERMANENT,
                new Problem(
                        CODE,
                        "the values of a column that is to be dropped could not be kept",
                        "run %d, step %d".formatted(run, step),
                        full ? "the target's disk is full" : SqlFailure.words(cause),
                        (full ? "make room" : "mend it")
                                + ", then resume; or roll back: nothing is dropped yet"),
                cause);
    }
}
