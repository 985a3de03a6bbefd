package dev.godwit.postgres.phase;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.DefinitionHash;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices that somebody else has altered a table of a run.
 *
 * <p>The definitions are kept when preflight stores the run and again when a statement step is
 * done, before its activity returns; between two steps they must stay as kept. A crash between a
 * step's commit and the keeping is harmless: the step's activity is repeated, finds the step done,
 * and keeps them then. Only a step that has not started is guarded: afterwards a difference may be
 * the step's own.
 */
public final class Definitions {

    /** A table of the run was altered by somebody else. */
    private static final String CHANGED = "GW-350";

    private static final String NOTICED = "definition.changed";

    /** The ledger's word for a person's going on after a failure. */
    private static final String RESUMED = "run.resumed";

    private static final int MOST_CHANGES = 5;

    private final Database database;

    public Definitions(Database database) {
        this.database = database;
    }

    /**
     * Checks the tables before a step runs for the first time.
     *
     * @throws EngineFailure of kind CHANGED, naming what changed
     */
    public void beforeStep(long run, int step) throws SQLException {
        Optional<EngineFailure> changed =
                database.inTransaction(
                        Scope.state(Scope.name(run, step)),
                        connection -> {
                            Run stored = Runs.lock(connection, run);
                            return Steps.get(connection, run, step).state() == State.PENDING
                                    ? guard(connection, stored, stored.phase())
                                    : Optional.empty();
                        });
        if (changed.isPresent()) {
            throw changed.get();
        }
    }

    /** Keeps the definitions as the step has left them, unless a later step has begun already. */
    public void afterStep(long run, int step) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, step)),
                connection -> {
                    Runs.lock(connection, run);
                    if (!overtaken(connection, run, step)) {
                        keep(connection, run);
                    }
                });
    }

    /** Keeps the definitions as they are now. */
    public static void keep(Connection connection, long run) throws SQLException {
        Runs.definition(connection, run, StepJson.write(current(connection, run)));
    }

    /**
     * The failure to stop with when a table of the run was altered. The ledger then says what was
     * altered; when a person has resumed the run since, the tables are taken as they are.
     */
    static Optional<EngineFailure> guard(Connection connection, Run run, String phase)
            throws SQLException {
        String kept = run.definition();
        if (kept == null) {
            return Optional.empty();
        }
        List<String> changes =
                current(connection, run.id())
                        .changesSince(StepJson.read(kept, DefinitionHash.class));
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        String note = String.join("; ", changes);
        if (accepted(connection, run.id(), note)) {
            keep(connection, run.id());
            return Optional.empty();
        }
        Ledger.add(
                connection,
                run.id(),
                LedgerLine.of("godwit", phase, 0, NOTICED, note).once(NOTICED + " " + note));
        return Optional.of(failure(run, changes, phase));
    }

    private static boolean accepted(Connection connection, long run, String note)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select exists (select from godwit.ledger seen join godwit.ledger resumed
                                         on resumed.run = seen.run and resumed.id > seen.id
                                        where seen.run = ? and seen.once = ? and resumed.event = ?)
                        """)) {
            select.setLong(1, run);
            select.setString(2, NOTICED + " " + note);
            select.setString(3, RESUMED);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static EngineFailure failure(Run run, List<String> changes, String phase) {
        String some = String.join("; ", changes.stream().limit(MOST_CHANGES).toList());
        String more =
                changes.size() > MOST_CHANGES
                        ? "; and %d more".formatted(changes.size() - MOST_CHANGES)
                        : "";
        return new EngineFailure(
                Kind.CHANGED,
                new Problem(
                        CHANGED,
                        "a table of this run was altered by somebody else",
                        "phase %s, run %s".formatted(phase.toLowerCase(Locale.ROOT), run.name()),
                        some + more,
                        "godwit resume %s  accepts the change and goes on; godwit rollback %s"
                                .formatted(run.name(), run.name())),
                null);
    }

    private static DefinitionHash current(Connection connection, long run) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select relation_oid::bigint from godwit.table_lock where run = ?")) {
            select.setLong(1, run);
            try (ResultSet row = select.executeQuery()) {
                List<Long> oids = new ArrayList<>();
                while (row.next()) {
                    oids.add(row.getLong(1));
                }
                return DefinitionHash.read(connection, oids);
            }
        }
    }

    private static boolean overtaken(Connection connection, long run, int step)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select exists (select from godwit.step mine join godwit.step later
                                         on later.run = mine.run and later.started_at > mine.started_at
                                        where mine.run = ? and mine.number = ?)
                        """)) {
            select.setLong(1, run);
            select.setInt(2, step);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
