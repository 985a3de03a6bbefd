package dev.godwit.postgres.phase;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.TableLocks;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;

/** Ends a run in its target, and writes what people add to its ledger. */
public final class FinishRun {

    private final Database database;

    public FinishRun(Database database) {
        this.database = database;
    }

    /** Records the end and releases the run's tables. A run that has ended stays as it is. */
    public void finish(long run, Phase phase, Outcome outcome, String note) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, 0)),
                connection -> {
                    Run stored = Runs.lock(connection, run);
                    if (!stored.open()) {
                        return;
                    }
                    Runs.end(connection, run, phase.name(), outcome.name(), note);
                    TableLocks.release(connection, run);
                    String words = note.isEmpty() ? outcome.toString() : outcome + ": " + note;
                    Ledger.add(
                            connection,
                            run,
                            LedgerLine.of("godwit", phase.name(), 0, "run.finished", words));
                });
    }

    /** Adds a line to the ledger. @param id of the line: a repeated call adds no second one */
    public void note(long run, String id, String actor, String phase, String event, String text)
            throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, 0)),
                connection ->
                        Ledger.add(
                                connection,
                                run,
                                LedgerLine.of(actor, phase, 0, event, text).once(id)));
    }
}
