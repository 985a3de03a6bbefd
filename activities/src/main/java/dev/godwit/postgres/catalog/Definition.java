package dev.godwit.postgres.catalog;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Notices that somebody else changed the tables of a run. Their definitions are kept in the run's
 * row by every transaction of Godwit's that changes a table, so they are right after a crash.
 */
public final class Definition {

    private static final String NOTICED = "table.changed";
    private static final int MOST_CHANGES = 5;

    // A person's word after the change was reported accepts it.
    private static final String ACCEPTED =
            """
            select exists (select from godwit.ledger changed join godwit.ledger word
                             on word.run = changed.run and word.id > changed.id and word.event = 'run.resumed'
                            where changed.run = ? and changed.once = ?)
            """;

    private Definition() {}

    /** Keeps the present definitions of the run's tables. */
    public static void keep(Connection connection, long run) throws SQLException {
        List<Long> tables = RunOptions.of(Runs.get(connection, run)).tables();
        Runs.definition(connection, run, StepJson.write(DefinitionHash.read(connection, tables)));
    }

    /**
     * Compares with the definitions that were kept last. What a person has accepted by resuming the
     * run is kept from now on.
     *
     * @throws EngineFailure CHANGED when somebody else altered a table; the caller lets {@link
     *     #notice} record it once its transaction is rolled back
     */
    public static void check(Connection connection, long id) throws SQLException {
        Run run = Runs.get(connection, id);
        List<String> changes = changes(connection, run);
        if (changes.isEmpty()) {
            return;
        }
        if (Rows.holds(connection, ACCEPTED, id, once(changes))) {
            keep(connection, id);
            return;
        }
        String some = String.join("; ", changes.stream().limit(MOST_CHANGES).toList());
        int more = changes.size() - MOST_CHANGES;
        throw new EngineFailure(
                EngineFailure.Kind.CHANGED,
                new Problem(
                        "GW-310",
                        "somebody else changed a table of this run",
                        "run " + run.name(),
                        more > 0 ? some + "; and %d more".formatted(more) : some,
                        "undo that change, or accept it: godwit resume " + run.name()),
                null);
    }

    /** Records what was changed, once, so that a later word of a person can be told to mean it. */
    public static void notice(Database database, long id) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(id, 0)),
                connection -> {
                    Run run = Runs.get(connection, id);
                    List<String> changes = changes(connection, run);
                    if (!changes.isEmpty()) {
                        String note = String.join("; ", changes);
                        Ledger.add(
                                connection,
                                id,
                                LedgerLine.of("godwit", run.phase(), 0, NOTICED, note)
                                        .once(once(changes)));
                    }
                });
    }

    private static String once(List<String> changes) {
        return NOTICED + " " + String.join("; ", changes);
    }

    private static List<String> changes(Connection connection, Run run) throws SQLException {
        String kept = run.definition();
        return kept == null
                ? List.of()
                : DefinitionHash.read(connection, RunOptions.of(run).tables())
                        .changesSince(StepJson.read(kept, DefinitionHash.class));
    }
}
