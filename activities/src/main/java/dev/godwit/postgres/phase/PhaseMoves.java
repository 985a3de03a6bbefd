package dev.godwit.postgres.phase;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.drift.Remembered;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.TableLocks;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** Records where a run is. Every method may be repeated. */
public final class PhaseMoves {

    private static final String ILLEGAL = "GW-311";

    private final Database database;

    /** For one target. */
    public PhaseMoves(Database database) {
        this.database = database;
    }

    /**
     * The run enters a phase, unless it is there.
     *
     * @throws EngineFailure CHANGED when somebody else altered a table since Godwit last did; BUG
     *     when the run cannot move there
     */
    public void enter(long id, Phase phase, String actor) throws SQLException {
        try {
            database.transaction(
                    Scope.state(Scope.name(id, 0)),
                    connection -> {
                        Run run = Runs.lock(connection, id);
                        Phase from = Phase.valueOf(run.phase());
                        if (from == phase) {
                            return;
                        }
                        if (!reachable(from).contains(phase)) {
                            throw illegal(run, from, phase);
                        }
                        if (phase != Phase.ROLLING_BACK) {
                            Definition.check(connection, id);
                        }
                        Runs.phase(connection, id, phase.name());
                        Ledger.add(
                                connection,
                                id,
                                LedgerLine.of(
                                        actor, phase.name(), 0, "phase.entered", phase.toString()));
                    });
        } catch (EngineFailure failure) {
            if (failure.kind() == EngineFailure.Kind.CHANGED) {
                Definition.notice(database, id);
            }
            throw failure;
        }
    }

    /** Phases without work may be passed over, so every later phase may follow. */
    private static Set<Phase> reachable(Phase from) {
        Set<Phase> all = EnumSet.noneOf(Phase.class);
        Set<Phase> next = from.successors();
        while (!next.isEmpty()) {
            all.addAll(next);
            Set<Phase> further = EnumSet.noneOf(Phase.class);
            for (Phase phase : next) {
                if (phase != Phase.ROLLING_BACK) {
                    further.addAll(phase.successors());
                }
            }
            further.removeAll(all);
            next = further;
        }
        return all;
    }

    private static EngineFailure illegal(Run run, Phase from, Phase to) {
        return new EngineFailure(
                EngineFailure.Kind.BUG,
                new Problem(
                        ILLEGAL,
                        "a run cannot move from %s to %s".formatted(from, to),
                        "run " + run.name(),
                        "",
                        "report it; godwit rollback %s works".formatted(run.name())),
                null);
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
                    Remembered.keep(connection, id);
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
}
