package dev.godwit.postgres.fill.slice;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Pace;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that writes rows of one table, in lanes, as fast as people and the plan let it.
 *
 * @param <W> what is to be done, as it is read of the step
 * @param <R> how the rows are divided
 */
public abstract class Writing<W, R extends Ranges> implements Sliced {

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration DIVIDING = Duration.ofMinutes(5);
    private static final int FIRST_BLOCKS = 32;
    private static final int LEAST_BLOCKS = 32;
    private static final int FIRST_ROWS = 1_000;
    private static final int LEAST_ROWS = 200;
    private static final int MOST_ROWS = 50_000;
    private static final int ROWS_PER_BLOCK = 100;

    private final Database database;
    private final String phase;
    private final String word;
    private final Duration statement;
    private final LongSupplier nanos;

    /**
     * What of the work its frame has to know.
     *
     * @param maxRowsPerSecond over all lanes; null is no limit
     */
    public record Share(QualifiedName table, int lanes, @Nullable Integer maxRowsPerSecond) {}

    /**
     * Of one target.
     *
     * @param word what is done, as the beginning of its events in the ledger
     * @param statement how long one may take
     * @param nanos a clock like {@code System::nanoTime}
     */
    protected Writing(
            Database database, String phase, String word, Duration statement, LongSupplier nanos) {
        this.database = database;
        this.phase = phase;
        this.word = word;
        this.statement = statement;
        this.nanos = nanos;
    }

    /** Reads it of the step. */
    protected abstract W of(Step step);

    /** Its table and lanes. */
    protected abstract Share share(W work);

    /** How its rows are divided. */
    protected abstract R ranges(Connection connection, W work) throws SQLException;

    /** Makes what is written to beside the rows. */
    protected void prepare(Connection connection, W work, R ranges) throws SQLException {}

    /** What is done with a range. */
    protected abstract Batch batch(W work, R ranges, Scope scope);

    /** How large a range is. */
    protected abstract BatchSize size(W work, LaneRate rate);

    /** How a lane stands. */
    protected LaneReport report(Checkpoint at, R ranges) {
        return LaneReport.of(at, ranges);
    }

    @Override
    public final String phase() {
        return phase;
    }

    @Override
    public final List<Ranges.Start> divide(Connection connection, Step step) throws SQLException {
        W work = of(step);
        Share share = share(work);
        Database.apply(connection, scope(0, step.number(), share).with(LOCK, DIVIDING));
        R ranges = ranges(connection, work);
        prepare(connection, work, ranges);
        return ranges.starts(connection, Math.max(1, share.lanes()));
    }

    @Override
    public final LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn)
            throws SQLException {
        W work = of(open.step());
        Share share = share(work);
        Scope scope = scope(lane.run(), lane.step(), share);
        R ranges = ranges(scope, work, turn.steering());
        if (lane.finished()) {
            return report(lane, ranges);
        }
        turn.steering().governor().on(share.table());
        LaneRate rate = new LaneRate(share.lanes(), share.maxRowsPerSecond(), turn.steering());
        LaneLoop loop =
                new LaneLoop(
                        database,
                        scope,
                        ranges,
                        batch(work, ranges, scope),
                        size(work, rate),
                        new Pace(rate::share, rate::name, nanos).and(turn.steering().governor()),
                        nanos);
        LaneStory story = new LaneStory(database, scope, turn.steering(), phase, word);
        return report(turn.drive(lane, loop, story, ranges), ranges);
    }

    @Override
    public final LaneReport standing(Step step, Checkpoint lane, Attempt attempt)
            throws SQLException {
        W work = of(step);
        Scope scope = scope(lane.run(), lane.step(), share(work));
        return report(lane, ranges(scope, work, attempt));
    }

    private R ranges(Scope scope, W work, Attempt attempt) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock on the catalog",
                () -> database.inTransaction(scope, connection -> ranges(connection, work)));
    }

    private Scope scope(long run, int step, Share share) {
        String path = Scope.expressionPath(Identifier.quote(share.table().schema()));
        return new Scope(Scope.name(run, step), LOCK, statement, path);
    }

    /** Ranges of blocks or of a key. */
    public static Ranges ranges(
            Connection connection, Share share, Strategy strategy, List<KeyColumn> key)
            throws SQLException {
        return strategy == Strategy.BLOCKS
                ? new BlockRanges(share.table())
                : KeyRanges.of(connection, share.table(), key, Math.max(1, share.lanes()));
    }

    /** The sizes of such ranges. */
    protected static BatchSize size(Strategy strategy, int mostBlocks, LaneRate rate) {
        return strategy == Strategy.BLOCKS
                ? new BatchSize(
                        FIRST_BLOCKS,
                        LEAST_BLOCKS,
                        mostBlocks,
                        rate::batch,
                        rate::batchRows,
                        ROWS_PER_BLOCK)
                : new BatchSize(FIRST_ROWS, LEAST_ROWS, MOST_ROWS, rate::batch, rate::batchRows, 1);
    }
}
