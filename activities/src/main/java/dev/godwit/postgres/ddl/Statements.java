package dev.godwit.postgres.ddl;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements in one transaction, together with the row that says they are done: they happen exactly
 * once, whatever is killed.
 */
public final class Statements {

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final String PSQL_PATH = "\"$user\", public";

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public Statements(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /** What else belongs to the transaction. */
    public interface Around {
        /** Before the statements, locks held. @return false when there is nothing left to do */
        boolean before(Connection connection) throws SQLException;

        /** After the statements, before the commit. */
        void after(Connection connection) throws SQLException;
    }

    /** Statements of Godwit's own, their tables locked first in order of oid. */
    public void run(Work.Ddl ddl, String event, Around around) throws SQLException {
        List<Long> tables = oids(ddl.tables());
        boolean readers = ddl.lock() == LockMode.ACCESS_EXCLUSIVE;
        List<String> statements = new ArrayList<>();
        if (!ddl.scans()) {
            sorted(ddl.tables())
                    .forEach(
                            table ->
                                    statements.add(
                                            "lock table "
                                                    + table.sql()
                                                    + " in "
                                                    + ddl.lock().sql()
                                                    + " mode"));
        }
        int locks = statements.size();
        statements.addAll(ddl.statements());
        tries.run(
                tables,
                readers,
                timeout -> {
                    Scope scope =
                            Scope.state(step.name())
                                    .with(timeout, ddl.scans() ? Duration.ZERO : SHORT);
                    return execute(scope, statements, locks, ddl.lock().sql(), event, around);
                });
    }

    /** Statements of the user's own. */
    public void run(Work.RunSql sql, String event, Around around) throws SQLException {
        tries.run(
                List.of(),
                false,
                timeout -> {
                    Scope scope =
                            Scope.state(step.name())
                                    .with(timeout, Duration.ZERO)
                                    .withSearchPath(PSQL_PATH);
                    return execute(scope, sql.statements(), 0, null, event, around);
                });
    }

    private boolean execute(
            Scope scope,
            List<String> statements,
            int locks,
            @Nullable String lock,
            String event,
            Around around)
            throws SQLException {
        long[] held = {0};
        String once = event + " " + step.number() + " " + System.nanoTime();
        boolean ran =
                database.inTransaction(
                        scope,
                        connection -> {
                            if (lock != null) {
                                LockTries.impatientWithAutovacuum(connection);
                            }
                            long start = System.nanoTime();
                            for (String statement : statements.subList(0, locks)) {
                                execute(connection, statement);
                            }
                            held[0] = System.nanoTime();
                            if (!around.before(connection)) {
                                return false;
                            }
                            for (String statement : statements.subList(locks, statements.size())) {
                                execute(connection, statement);
                            }
                            double took = (System.nanoTime() - start) / 1e6;
                            String text =
                                    String.join(
                                            ";\n", statements.subList(locks, statements.size()));
                            Database.apply(connection, Scope.state(step.name()));
                            LedgerLine line =
                                    LedgerLine.of(
                                                    "godwit",
                                                    step.phase(),
                                                    step.number(),
                                                    event,
                                                    step.summary())
                                            .statement(text, took)
                                            .once(once);
                            Ledger.add(
                                    connection,
                                    step.run(),
                                    lock == null
                                            ? line
                                            : line.held(lock, (System.nanoTime() - held[0]) / 1e6));
                            around.after(connection);
                            if (!step.phase().equals("ROLLING_BACK")) {
                                Definition.keep(connection, step.run());
                            }
                            return true;
                        });
        if (ran && lock != null) {
            // The lock was held until the commit: the figure is completed once that is over.
            double until = (System.nanoTime() - held[0]) / 1e6;
            database.transaction(
                    Scope.state(step.name()),
                    connection -> {
                        try (PreparedStatement update =
                                connection.prepareStatement(
                                        "update godwit.ledger set lock_ms = ? where run = ? and once = ?")) {
                            update.setDouble(1, until);
                            update.setLong(2, step.run());
                            update.setString(3, once);
                            update.executeUpdate();
                        }
                    });
        }
        return ran;
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.execute(sql);
        }
    }

    private List<Long> oids(List<QualifiedName> tables) throws SQLException {
        return database.inTransaction(
                Scope.state(step.name()),
                connection -> {
                    List<Long> oids = new ArrayList<>();
                    for (QualifiedName table : tables) {
                        oids.addAll(
                                Rows.of(
                                        connection,
                                        "select to_regclass(?)::oid::bigint",
                                        row -> row.getLong(1),
                                        table.sql()));
                    }
                    return oids;
                });
    }

    private List<QualifiedName> sorted(List<QualifiedName> tables) throws SQLException {
        List<Long> oids = oids(tables);
        List<QualifiedName> sorted = new ArrayList<>(tables);
        sorted.sort(Comparator.comparingLong(table -> oids.get(tables.indexOf(table))));
        return sorted;
    }
}
