package dev.godwit.postgres.fill.lane;

import dev.godwit.plan.step.Step;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.StoredStep.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Opens and closes a step that is done by lanes. Both may be repeated. */
public final class StepLanes {

    /** Sampling a large table for lane bounds takes longer than a batch. */
    private static final Duration OPENING = Duration.ofMinutes(5);

    private static final Duration FENCE = Duration.ofSeconds(10);

    private final Database database;
    private final long run;
    private final int step;
    private final Attempt attempt;

    public StepLanes(Database database, long run, int step, Attempt attempt) {
        this.database = database;
        this.run = run;
        this.step = step;
        this.attempt = attempt;
    }

    /** A step that may be worked on, with the cursors of its lanes. */
    public record Open(Run run, Step step, List<Checkpoint> lanes) {}

    /** Divides the rows as they are now; in the transaction that creates the cursors. */
    @FunctionalInterface
    public interface Division {
        List<Start> divide(Connection connection, Step step) throws SQLException;
    }

    /**
     * Marks the step as started and creates its lanes, once, under the run row's lock.
     *
     * @throws StaleAttemptException when the run is being taken back or has ended
     */
    public Open open(Division division) throws SQLException {
        Scope scope = Scope.state(Scope.name(run, step)).with(Duration.ofSeconds(1), OPENING);
        return Backoff.retry(
                attempt,
                "waiting for a lock on the run or the table",
                () -> database.inTransaction(scope, connection -> open(connection, division)));
    }

    private Open open(Connection connection, Division division) throws SQLException {
        Run locked = Runs.lock(connection, run);
        StoredStep stored = Steps.get(connection, run, step);
        if (!locked.open()
                || locked.phase().equals("ROLLING_BACK")
                || stored.state() == State.UNDONE) {
            throw new StaleAttemptException(
                    "step %d of run %d is being taken back, or the run has ended"
                            .formatted(step, run));
        }
        if (stored.state() == State.PENDING) {
            Steps.mark(connection, run, step, State.STARTED);
        }
        List<Checkpoint> lanes = Checkpoints.all(connection, run, step);
        if (lanes.isEmpty()) {
            int lane = 0;
            for (Start start : division.divide(connection, stored.step())) {
                Checkpoints.create(connection, run, step, lane++, start);
            }
            lanes = Checkpoints.all(connection, run, step);
        }
        return new Open(locked, stored.step(), lanes);
    }

    /**
     * Makes this attempt the only one that can commit in a lane. Waits for a batch that an earlier
     * attempt has open.
     */
    public Checkpoint takeOver(int lane) throws SQLException {
        Scope scope = Scope.state(Scope.name(run, step)).with(Duration.ofSeconds(1), FENCE);
        return Backoff.retry(
                attempt,
                "waiting for the open batch of an earlier attempt",
                () ->
                        database.inTransaction(
                                scope,
                                connection -> Checkpoints.raise(connection, run, step, lane)));
    }

    /** A step as it is stored, with the cursors of its lanes: none before it has begun. */
    public record Stand(Step step, List<Checkpoint> lanes) {}

    /** How the step stands, without working on it. */
    public Stand stand() throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock on the step",
                () ->
                        database.inTransaction(
                                Scope.state(Scope.name(run, step)),
                                connection ->
                                        new Stand(
                                                Steps.get(connection, run, step).step(),
                                                Checkpoints.all(connection, run, step))));
    }

    /** Marks the step as done when all its lanes have ended. */
    public void close(String phase) throws SQLException {
        Backoff.retry(
                attempt,
                "waiting for a lock on the run",
                () ->
                        database.inTransaction(
                                Scope.state(Scope.name(run, step)),
                                connection -> close(connection, phase)));
    }

    private boolean close(Connection connection, String phase) throws SQLException {
        Runs.lock(connection, run);
        boolean ended =
                Checkpoints.all(connection, run, step).stream().allMatch(Checkpoint::finished);
        if (ended && Steps.get(connection, run, step).state() == State.STARTED) {
            Steps.mark(connection, run, step, State.DONE);
            Ledger.add(
                    connection,
                    run,
                    LedgerLine.of("godwit", phase, step, "step.done", "all lanes"));
        }
        return ended;
    }
}
