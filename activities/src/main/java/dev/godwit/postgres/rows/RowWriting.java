package dev.godwit.postgres.rows;

import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.fill.slice.Slices;
import dev.godwit.postgres.fill.slice.Writing;
import dev.godwit.postgres.session.Attempt;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One slice of a step that writes rows and has one kind of work.
 *
 * @param <W> that kind
 * @param <R> how the rows are divided
 */
public abstract class RowWriting<W extends Work, R extends Ranges> extends Writing<W, R> {

    /** Says why rows cannot be written. */
    protected final RowFailure failure;

    private final Class<W> kind;

    /**
     * Of the run and the step that the failure knows.
     *
     * @param word what is done, as the beginning of its events in the ledger
     * @param statement how long one may take
     */
    protected RowWriting(
            Class<W> kind, String phase, String word, Duration statement, RowFailure failure) {
        super(failure.database(), phase, word, statement, System::nanoTime);
        this.kind = kind;
        this.failure = failure;
    }

    /**
     * Goes on with a lane until the budget or the lane ends, or people want it to stop.
     *
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see Slices#slice
     */
    public final LaneReport slice(int lane, Duration budget, Attempt attempt) throws SQLException {
        return new Slices(failure.database(), new Lane(failure.run(), failure.step(), lane, true))
                .slice(this, budget, attempt);
    }

    @Override
    protected final W of(Step step) {
        Work work = step.work();
        if (kind.isInstance(work)) {
            return kind.cast(work);
        }
        throw new IllegalArgumentException(
                "step %d is no %s but %s"
                        .formatted(
                                step.number(),
                                kind.getSimpleName(),
                                work.getClass().getSimpleName()));
    }

    @Override
    public final SQLException failed(SQLException cause) {
        return failure.rethrow(cause);
    }
}
