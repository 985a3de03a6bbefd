package dev.godwit.postgres.verify;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.ProveQuery;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.Sliced;
import dev.godwit.postgres.fill.slice.Slices;
import dev.godwit.postgres.fill.slice.Turn;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.verify.sweep.CopySweep;
import dev.godwit.postgres.verify.sweep.FillSweep;
import dev.godwit.postgres.verify.sweep.StraySweep;
import dev.godwit.postgres.verify.sweep.Sweep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares every row of a table with what it should be, in resumable ranges, or asks a query of the
 * plan's own. Nothing is changed but what was written before a trigger followed. Thread-safe.
 */
public final class VerifyRunner {

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final int FIRST_BLOCKS = 256;
    private static final int MOST_BLOCKS = 16_384;

    private final Database database;

    public VerifyRunner(Database database) {
        this.database = database;
    }

    /**
     * Compares rows of a lane until the budget or the lane ends, or people want it to stop: the
     * report then says that it is not finished.
     *
     * @param lane from 0
     * @throws dev.godwit.postgres.fill.lane.StaleAttemptException when a newer attempt has begun
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        return new Slices(database, new Lane(run, step, lane, false))
                .slice(new Comparing(run, step), budget, attempt);
    }

    /** One slice of a proof. */
    private final class Comparing implements Sliced {

        private final long run;
        private final int step;
        private String what;

        Comparing(long run, int step) {
            this.run = run;
            this.step = step;
            this.what = "step " + step;
        }

        @Override
        public String phase() {
            return "VERIFY";
        }

        @Override
        public List<Start> divide(Connection connection, Step opened) throws SQLException {
            return VerifyRunner.divide(connection, opened);
        }

        @Override
        public LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
                throws SQLException {
            switch (open.step().work()) {
                case Prove prove -> {
                    what = "table " + prove.table();
                    return compare(prove, lane, turn);
                }
                case RowWork.ProveNone none -> {
                    what = "table " + none.table();
                    return compare(none, lane, turn);
                }
                case ShadowWork.ProveTwin twin -> {
                    what = "table " + twin.table();
                    return compare(twin, lane, turn);
                }
                case ProveQuery query -> {
                    what = "query " + Identifier.quote(query.name());
                    return ask(query, lane, turn);
                }
                default -> throw new IllegalArgumentException(what + " proves nothing");
            }
        }

        @Override
        public LaneReport standing(Step stored, Checkpoint at, Attempt attempt) {
            return switch (stored.work()) {
                case Prove prove -> LaneReport.of(at, divided(prove.table()));
                case RowWork.ProveNone none -> new LaneReport(false, at.rows(), 0, 0);
                case ShadowWork.ProveTwin twin -> new LaneReport(false, at.rows(), 0, 0);
                default ->
                        new LaneReport(at.finished(), 0, at.mismatches(), at.finished() ? 100 : 0);
            };
        }

        @Override
        public SQLException failed(SQLException cause) {
            return new VerifyFailure(database, run, step, what).rethrow(cause);
        }
    }

    /** How the rows of a table are divided to be compared. */
    public static Ranges divided(QualifiedName table) {
        return new BlockRanges(table);
    }

    private static List<Start> divide(Connection connection, Step step) throws SQLException {
        return switch (step.work()) {
            case Prove prove ->
                    divided(prove.table()).starts(connection, Math.max(1, prove.lanes()));
            case RowWork.ProveNone none -> divided(none.table()).starts(connection, 1);
            case ShadowWork.ProveTwin twin -> divided(twin.table()).starts(connection, 1);
            case ProveQuery query -> List.of(new Start("", "asked", null));
            default ->
                    throw new IllegalArgumentException("step " + step.number() + " proves nothing");
        };
    }

    private LaneReport compare(Prove prove, Checkpoint lane, Turn turn) throws SQLException {
        Ranges ranges = divided(prove.table());
        Sweep sweep =
                switch (prove.sweep()) {
                    case null -> null;
                    case Fill fill ->
                            new FillSweep(database, prove, fill, ranges, lane, scope(lane, prove));
                    case ShadowWork.CopyRows copy ->
                            new CopySweep(copy, ranges, unwritable(lane, "rows cannot be copied"));
                };
        return compare(prove, lane, turn, sweep);
    }

    private LaneReport compare(Prove prove, Checkpoint lane, Turn turn, @Nullable Sweep sweep)
            throws SQLException {
        Ranges ranges = divided(prove.table());
        VerifyFailure failure =
                new VerifyFailure(database, lane.run(), lane.step(), "table " + prove.table());
        LaneLoop loop =
                new LaneLoop(
                        database,
                        scope(lane, prove),
                        ranges,
                        new VerifyBatch(prove, ranges, failure, sweep),
                        new BatchSize(FIRST_BLOCKS, MOST_BLOCKS, turn.steering().governor()::batch),
                        turn.steering().governor(),
                        System::nanoTime);
        return LaneReport.of(turn.drive(lane, loop), ranges);
    }

    private LaneReport compare(RowWork.ProveNone none, Checkpoint lane, Turn turn)
            throws SQLException {
        return none(
                none.prove(),
                null,
                lane,
                turn,
                found ->
                        new Problem(
                                "GW-314",
                                "%d rows of %s match what was to be deleted"
                                        .formatted(found, none.table()),
                                where(lane),
                                "they were written after the last pass of the delete, which found none;"
                                        + " keys of them are in godwit.mismatch",
                                "stop the code that writes them and delete them, then resume;"
                                        + " or roll back: the deleted rows come back"));
    }

    private LaneReport compare(ShadowWork.ProveTwin twin, Checkpoint lane, Turn turn)
            throws SQLException {
        Sweep sweep =
                twin.deleted() == null
                        ? null
                        : new StraySweep(
                                twin,
                                divided(twin.table()),
                                unwritable(lane, "deleted rows cannot be taken out of the copy"));
        return none(
                twin.prove(),
                sweep,
                lane,
                turn,
                found ->
                        new Problem(
                                "GW-355",
                                "%d rows of %s have no equal in the other table"
                                        .formatted(found, twin.table()),
                                where(lane),
                                "one of the two was written past the trigger by which it follows;"
                                        + " keys of them are in godwit.mismatch",
                                "look who writes to it and mend the rows, then resume; or roll back"));
    }

    private RowFailure unwritable(Checkpoint lane, String what) {
        return new RowFailure(
                database,
                lane.run(),
                lane.step(),
                "GW-354",
                what,
                "mend the rows that refuse it and resume, or roll back");
    }

    private static String where(Checkpoint lane) {
        return "run %d, step %d".formatted(lane.run(), lane.step());
    }

    /** Red stops the run, until nothing is found. */
    private LaneReport none(
            Prove prove,
            @Nullable Sweep sweep,
            Checkpoint lane,
            Turn turn,
            LongFunction<Problem> red)
            throws SQLException {
        boolean again = lane.finished() && lane.mismatches() > 0;
        Checkpoint from = again ? Reopening.anew(database, lane) : lane;
        LaneReport report = compare(prove, from, turn, sweep);
        if (report.finished() && report.mismatches() > 0) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT, red.apply(report.mismatches()), null);
        }
        return report;
    }

    private LaneReport ask(ProveQuery query, Checkpoint lane, Turn turn) throws SQLException {
        Checkpoint at =
                lane.finished()
                        ? lane
                        : new QueryProof(database, query)
                                .run(turn.lanes().takeOver(lane.lane()), turn.steering());
        return new LaneReport(true, 0, at.mismatches(), 100);
    }

    private static Scope scope(Checkpoint at, Prove prove) {
        String path = Scope.expressionPath(Identifier.quote(prove.table().schema()));
        return new Scope(Scope.name(at.run(), at.step()), LOCK, STATEMENT, path);
    }
}
