package dev.godwit.postgres.phase;

import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.TableLocks;
import java.sql.Connection;
import java.sql.SQLException;

/** Records where a run is. Every method may be repeated. */
public final class PhaseMoves {

    // A person's word after the change was reported accepts it.
    private static final String ACCEPTED =
            """
            select exists (select from godwit.ledger changed where changed.run = ? and changed.event = 'table.changed' and changed.note = ?
                           and exists (select from godwit.ledger word where word.run = changed.run and word.id > changed.id and word.event like '%resume%'))
            """;

    private final Database database;

    /** For one target. */
    public PhaseMoves(Database database) {
        this.database = database;
    }

    /**
     * The run enters a phase.
     *
     * @throws EngineFailure CHANGED when somebody else altered a table since Godwit last did
     */
    public void enter(long id, String phase, String actor) throws SQLException {
        try {
            database.transaction(
                    Scope.state(Scope.name(id, 0)),
                    connection -> {
                        Run run = Runs.lock(connection, id);
                        if (run.phase().equals(phase)) {
                            return;
                        }
                        accept(connection, run);
                        Definition.check(connection, id);
                        Runs.phase(connection, id, phase);
                        Ledger.add(
                                connection,
                                id,
                                LedgerLine.of(
                                        actor,
                                        phase,
                                        0,
                                        "phase.entered",
                                        phase.toLowerCase(java.util.Locale.ROOT)));
                    });
        } catch (EngineFailure failure) {
            if (failure.kind() == EngineFailure.Kind.CHANGED) {
                report(id, phase);
            }
            throw failure;
        }
    }

    /** The run is over: recorded, its tables released. */
    public void finish(long id, String phase, String outcome, String note) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(id, 0)),
                connection -> {
                    if (!Runs.lock(connection, id).open()) {
                        return;
                    }
                    Runs.end(connection, id, phase, outcome, note);
                    TableLocks.release(connection, id);
                    Ledger.add(
                            connection,
                            id,
                            LedgerLine.of(
                                    "godwit",
                                    phase,
                                    0,
                                    "run.ended",
                                    outcome.toLowerCase(java.util.Locale.ROOT)
                                            + (note.isEmpty() ? "" : ": " + note)));
                });
    }

    /** A line for the ledger. */
    public void note(long id, String once, String actor, String phase, String event, String text)
            throws SQLException {
        database.transaction(
                Scope.state(Scope.name(id, 0)),
                connection ->
                        Ledger.add(
                                connection,
                                id,
                                LedgerLine.of(actor, phase, 0, event, text).once("note " + once)));
    }

    private static void accept(Connection connection, Run run) throws SQLException {
        String present = Definition.hash(connection, RunOptions.of(run).tables());
        if (!present.equals(run.definition())
                && Rows.holds(connection, ACCEPTED, run.id(), present)) {
            Definition.keep(connection, run.id());
        }
    }

    private void report(long id, String phase) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(id, 0)),
                connection -> {
                    String present =
                            Definition.hash(
                                    connection, RunOptions.of(Runs.get(connection, id)).tables());
                    Ledger.add(
                            connection,
                            id,
                            LedgerLine.of("godwit", phase, 0, "table.changed", present)
                                    .once("changed " + present));
                });
    }
}
