package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.ProveQuery;
import dev.godwit.postgres.control.Halt;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.control.Steering;
import dev.godwit.postgres.fill.LaneReport;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.lane.Throttle;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Compares every row of a table with what it should be, in resumable ranges, or asks a query of the
 * plan's own. Nothing is changed. Thread-safe.
 */
public final class VerifyRunner {

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final Duration TARGET = Duration.ofMillis(100);
    private static final int FIRST_BLOCKS = 256;
    private static final int MOST_BLOCKS = 16_384;

    private final Database database;

    public VerifyRunner(Database database) {
        this.database = database;
    }

    /**
     * Compares rows until the budget or the table ends, or people want it to stop: the report then
     * says that it is not finished.
     *
     * @throws dev.godwit.postgres.fill.lane.StaleAttemptException when a newer attempt has begun
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public LaneReport slice(long run, int step, Duration budget, Attempt attempt)
            throws SQLException {
        try (Steering steering = Steering.begin(database, new Lane(run, step, 0, false), attempt)) {
            LaneReport report;
            try {
                steering.check();
                report = verify(run, step, budget, steering);
            } catch (Halt halt) {
                report = halted(run, step, attempt);
            }
            if (report.finished()) {
                // Not steered: what has ended is closed also when the run is paused.
                new StepLanes(database, run, step, attempt).close("VERIFY");
            }
            steering.end();
            return report;
        }
    }

    private LaneReport verify(long run, int step, Duration budget, Steering steering)
            throws SQLException {
        StepLanes lanes = new StepLanes(database, run, step, steering);
        String what = "step " + step;
        try {
            StepLanes.Open open = lanes.open(VerifyRunner::divide);
            Checkpoint begin = open.lanes().getFirst();
            switch (open.step().work()) {
                case Prove prove -> {
                    what = "table " + prove.table();
                    return compare(prove, lanes, begin, budget, steering);
                }
                case ProveQuery query -> {
                    what = "query " + Identifier.quote(query.name());
                    return ask(query, lanes, begin, steering);
                }
                default -> throw new IllegalArgumentException(what + " proves nothing");
            }
        } catch (SQLException cause) {
            steering.check(); // a cancelled statement of an ended attempt is no failure
            throw new VerifyFailure(database, run, step, what).rethrow(cause);
        }
    }

    /** How it stands when nothing more is to be done. */
    private LaneReport halted(long run, int step, Attempt attempt) throws SQLException {
        StepLanes.Stand stand = new StepLanes(database, run, step, attempt).stand();
        if (stand.lanes().isEmpty()) {
            return new LaneReport(false, 0, 0, 0);
        }
        Checkpoint at = stand.lanes().getFirst();
        return stand.step().work() instanceof Prove prove
                ? LaneReport.of(at, new BlockRanges(prove.table()))
                : new LaneReport(at.finished(), 0, at.mismatches(), at.finished() ? 100 : 0);
    }

    private static List<Start> divide(Connection connection, Step step) throws SQLException {
        return switch (step.work()) {
            case Prove prove -> new BlockRanges(prove.table()).starts(connection, 1);
            case ProveQuery query -> List.of(new Start("", "asked", null));
            default ->
                    throw new IllegalArgumentException("step " + step.number() + " proves nothing");
        };
    }

    private LaneReport compare(
            Prove prove, StepLanes lanes, Checkpoint begin, Duration budget, Attempt attempt)
            throws SQLException {
        Ranges ranges = new BlockRanges(prove.table());
        if (begin.finished()) {
            return LaneReport.of(begin, ranges);
        }
        VerifyFailure failure =
                new VerifyFailure(database, begin.run(), begin.step(), "table " + prove.table());
        LaneLoop loop =
                new LaneLoop(
                        database,
                        scope(begin, prove),
                        ranges,
                        new VerifyBatch(prove, ranges, failure),
                        new BatchSize(FIRST_BLOCKS, MOST_BLOCKS, TARGET),
                        Throttle.NONE,
                        System::nanoTime);
        Checkpoint mine = lanes.takeOver(begin.lane());
        return LaneReport.of(loop.run(mine, budget, attempt), ranges);
    }

    private LaneReport ask(ProveQuery query, StepLanes lanes, Checkpoint begin, Attempt attempt)
            throws SQLException {
        Checkpoint at =
                begin.finished()
                        ? begin
                        : new QueryProof(database, query)
                                .run(lanes.takeOver(begin.lane()), attempt);
        return new LaneReport(true, 0, at.mismatches(), 100);
    }

    private static Scope scope(Checkpoint at, Prove prove) {
        String path = Scope.expressionPath(Identifier.quote(prove.table().schema()));
        return new Scope(Scope.name(at.run(), at.step()), LOCK, STATEMENT, path);
    }
}
