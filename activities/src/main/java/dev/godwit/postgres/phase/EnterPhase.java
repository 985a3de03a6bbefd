package dev.godwit.postgres.phase;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Records that a run is in a phase. Repeating it changes nothing. */
public final class EnterPhase {

    private static final String ILLEGAL = "GW-351";

    private final Database database;

    public EnterPhase(Database database) {
        this.database = database;
    }

    /**
     * Moves a run to a phase, unless it is there.
     *
     * <p>Changes that somebody else has made to the run's tables stop it once; when a person has
     * resumed the run after that, the tables are taken as they are.
     *
     * @throws EngineFailure CHANGED when somebody else has altered a table of the run; BUG when the
     *     run cannot move there
     */
    public void enter(long run, Phase phase, String actor) throws SQLException {
        Optional<EngineFailure> stopped =
                database.inTransaction(
                        Scope.state(Scope.name(run, 0)),
                        connection -> {
                            Run stored = Runs.lock(connection, run);
                            Phase from = Phase.valueOf(stored.phase());
                            if (from == phase) {
                                return Optional.empty();
                            }
                            if (!reachable(from).contains(phase)) {
                                throw illegal(stored, from, phase);
                            }
                            Optional<EngineFailure> changed =
                                    phase == Phase.ROLLING_BACK
                                            ? Optional.empty()
                                            : Definitions.guard(connection, stored, phase.name());
                            if (changed.isPresent()) {
                                return changed; // not thrown here: the ledger's line is to stay
                            }
                            Runs.phase(connection, run, phase.name());
                            Ledger.add(
                                    connection,
                                    run,
                                    LedgerLine.of(actor, phase.name(), 0, "phase.entered", ""));
                            return Optional.empty();
                        });
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    /** Phases without work may be passed over, so every later phase may follow. */
    private static Set<Phase> reachable(Phase from) {
        Set<Phase> all = EnumSet.noneOf(Phase.class);
        Set<Phase> next = from.successors();
        while (!next.isEmpty()) {
            all.addAll(next);
            Set<Phase> further = new HashSet<>();
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
                Kind.BUG,
                new Problem(
                        ILLEGAL,
                        "a run cannot move from %s to %s".formatted(from, to),
                        "run " + run.name(),
                        "",
                        "report it; godwit rollback %s works".formatted(run.name())),
                null);
    }
}
