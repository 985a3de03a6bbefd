package dev.godwit.postgres.ddl;

import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The row of a step that goes forward. Two attempts take turns on it. A rollback marks the run
 * before it looks at the steps; since every transaction here looks at the run under its lock before
 * it commits, a stale attempt commits before the rollback sees the step, or not at all.
 */
record StepRow(long run, int number) implements Statements.Around {

    /** Marks the step as started, with its undo row, unless it is done. */
    StoredStep start(Connection connection) throws SQLException {
        StoredStep stored = Steps.lock(connection, run, number);
        if (stored.state() != StoredStep.State.DONE) {
            refuse(Runs.lock(connection, run), stored);
            Steps.mark(connection, run, number, StoredStep.State.STARTED);
        }
        return stored;
    }

    @Override
    public boolean before(Connection connection) throws SQLException {
        StoredStep stored = Steps.lock(connection, run, number);
        if (stored.state() == StoredStep.State.DONE) {
            return false;
        }
        refuse(Runs.get(connection, run), stored);
        return true;
    }

    @Override
    public void locked(Connection connection) throws SQLException {
        Definition.check(connection, run);
    }

    @Override
    public void after(Connection connection) throws SQLException {
        refuse(Runs.lock(connection, run), Steps.get(connection, run, number));
        Steps.mark(connection, run, number, StoredStep.State.DONE);
        Definition.keep(connection, run);
    }

    private static void refuse(Run run, StoredStep stored) {
        if (!run.open()
                || run.phase().equals("ROLLING_BACK")
                || stored.state() == StoredStep.State.UNDONE) {
            throw new StaleAttemptException(
                    "step %d of run %d is being taken back, or the run has ended"
                            .formatted(stored.step().number(), run.id()));
        }
    }
}
