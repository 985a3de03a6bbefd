package dev.godwit.postgres.undo;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One of the works that take a step back, done exactly once: the last one commits with the step's
 * row, each before it with a line of the ledger.
 *
 * @param index its place among the step's undo works
 */
record UndoWork(StepContext step, int index, boolean last) implements Statements.Around {

    static final String DONE = "taken back";

    private static final String WAS_DONE =
            "select exists (select from godwit.ledger where run = ? and once = ?)";

    @Override
    public boolean before(Connection connection) throws SQLException {
        return Steps.lock(connection, step.run(), step.number()).state() != StoredStep.State.UNDONE
                && !Rows.holds(connection, WAS_DONE, step.run(), once());
    }

    @Override
    public void after(Connection connection) throws SQLException {
        if (last) {
            close(connection, step.run(), step.number(), DONE);
        } else {
            String note = "part " + (index + 1) + " of " + step.summary();
            Ledger.add(
                    connection,
                    step.run(),
                    LedgerLine.of("godwit", step.phase(), step.number(), "undo.part", note)
                            .once(once()));
        }
    }

    /** Nothing is left to take back of the step. */
    static void close(Connection connection, long run, int step, String note) throws SQLException {
        Steps.undone(connection, run, step, true, note);
        Steps.mark(connection, run, step, StoredStep.State.UNDONE);
    }

    private String once() {
        return "undo " + step.number() + " work " + index;
    }
}
