package dev.godwit.postgres.ddl;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements in one transaction, together with the row that says they are done: they happen exactly
 * once, whatever is killed.
 */
public final class Statements {

    private static final Duration SHORT = Duration.ofSeconds(30);

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
        /** The first thing, before any lock on a table. @return false when nothing is to be done */
        boolean before(Connection connection) throws SQLException;

        /** Once the tables are locked, before the statements. */
        default void locked(Connection connection) throws SQLException {}

        /** Before the first statement, also when there is none. */
        default void begin(Connection connection) throws SQLException {}

        /** After the last statement, also when there was none. */
        default void end(Connection connection) throws SQLException {}

        /** Before a statement. @param index its place, from 0 */
        default void next(Connection connection, int index) throws SQLException {}

        /** After a statement. @param rows that it touched or returned */
        default void ran(Connection connection, int index, long rows) throws SQLException {}

        /** Which locks on tables are held, for the ledger; asked before the commit. */
        default @Nullable String held(Connection connection) throws SQLException {
            return null;
        }

        /** After the statements, before the commit. */
        void after(Connection connection) throws SQLException;
    }

    /**
     * Statements of Godwit's own, their tables locked first in order of oid.
     *
     * @return false when there was nothing to be done
     */
    public boolean run(Work.Ddl ddl, String event, Around around) throws SQLException {
        return run(ddl, event, around, List.of());
    }

    /** The same where the statements lock partitions with their table. @param more their oids */
    public boolean run(Work.Ddl ddl, String event, Around around, List<Long> more)
            throws SQLException {
        Map<Long, QualifiedName> tables = byOid(ddl.tables());
        List<String> locks =
                ddl.scans()
                        ? List.of()
                        : tables.values().stream().map(table -> lock(table, ddl.lock())).toList();
        Duration limit = ddl.scans() ? Duration.ZERO : SHORT;
        Deed deed = new Deed(locks, ddl.statements(), path(ddl), ddl.lock().sql(), event, around);
        return tries.run(
                Stream.concat(tables.keySet().stream(), more.stream()).distinct().toList(),
                ddl.lock(),
                timeout -> execute(Scope.state(step.name()).with(timeout, limit), deed));
    }

    /** A type or function that the plan names without a schema is looked for beside the table. */
    private static String path(Work.Ddl ddl) {
        String beside = ddl.beside();
        if (beside == null && !ddl.tables().isEmpty()) {
            beside = ddl.tables().getFirst().schema();
        }
        return beside == null ? "pg_catalog" : Scope.expressionPath(Identifier.quote(beside));
    }

    /**
     * Statements of the user's own.
     *
     * @return false when there was nothing to be done
     */
    public boolean run(Work.RunSql sql, String event, Around around) throws SQLException {
        Deed deed = new Deed(List.of(), sql.statements(), null, null, event, around);
        Scope scope = Scope.state(step.name());
        return tries.run(
                List.of(),
                LockMode.ACCESS_EXCLUSIVE,
                timeout -> execute(scope.with(timeout, SHORT), deed));
    }

    /**
     * A script of a project.
     *
     * @param limit of one statement
     * @return false when there was nothing to be done
     */
    public boolean run(List<String> script, Duration limit, String event, Around around)
            throws SQLException {
        Deed deed = new Deed(List.of(), script, null, null, event, around);
        Scope scope = Scope.state(step.name());
        return tries.run(
                List.of(),
                LockMode.ACCESS_EXCLUSIVE,
                timeout -> execute(scope.with(timeout, limit), deed));
    }

    /**
     * @param path that the statements are read under; null for the role's own
     */
    private record Deed(
            List<String> locks,
            List<String> statements,
            @Nullable String path,
            @Nullable String lock,
            String event,
            Around around) {}

    private boolean execute(Scope scope, Deed deed) throws SQLException {
        Grant grant = new Grant();
        boolean ran;
        try {
            ran =
                    database.inTransaction(
                            scope, connection -> inTransaction(connection, deed, grant));
        } catch (SQLException failure) {
            if (grant.locked) {
                tries.inVain(grant.millis());
            }
            throw failure;
        }
        if (ran && deed.lock() != null) {
            released(deed, grant.millis());
        }
        return ran;
    }

    /** Since when the first lock of a try is held. */
    private static final class Grant {
        private long since = System.nanoTime();
        private boolean locked;

        double millis() {
            return (System.nanoTime() - since) / 1e6;
        }
    }

    private boolean inTransaction(Connection connection, Deed deed, Grant grant)
            throws SQLException {
        int pid = Rows.pid(connection);
        try (LockWatch ignored = tries.watching(pid)) {
            if (!deed.around().before(connection)) {
                return false;
            }
        }
        Autovacuum.impatient(connection);
        long start = System.nanoTime();
        grant.since = start;
        for (String lock : deed.locks()) {
            execute(connection, pid, lock);
            if (!grant.locked) {
                grant.since = System.nanoTime(); // held while the others are waited for
                grant.locked = true;
            }
        }
        if (grant.locked) {
            tries.granted(Duration.ofNanos(System.nanoTime() - start));
        }
        deed.around().locked(connection);
        // Only now: what Godwit reads of the catalog must look the same in every transaction.
        if (deed.path() == null) {
            UserPath.apply(connection);
        } else {
            Rows.of(
                    connection,
                    "select set_config('search_path', ?, true)",
                    row -> row.getString(1),
                    deed.path());
        }
        deed.around().begin(connection);
        for (int i = 0; i < deed.statements().size(); i++) {
            deed.around().next(connection, i);
            deed.around().ran(connection, i, execute(connection, pid, deed.statements().get(i)));
        }
        deed.around().end(connection);
        double took = (System.nanoTime() - start) / 1e6;
        String held = deed.lock() == null ? deed.around().held(connection) : deed.lock();
        if (deed.lock() == null) {
            // A SET of the user's own would outlive the transaction on a pooled connection.
            for (String setting : List.of("session authorization", "role", "all")) {
                execute(connection, pid, "reset " + setting);
            }
        }
        Database.apply(connection, Scope.state(step.name()));
        deed.around().after(connection);
        LedgerLine line =
                line(deed.event(), step.summary())
                        .statement(String.join(";\n", deed.statements()), took);
        Ledger.add(connection, step.run(), held == null ? line : line.held(held, grant.millis()));
        return true;
    }

    /**
     * The line of the deed commits with it and so cannot know how long the commit takes: a second
     * one says when the lock was free again.
     */
    private void released(Deed deed, double heldMillis) {
        LedgerLine line =
                line("lock.released", "held until the commit had returned")
                        .held(String.valueOf(deed.lock()), heldMillis);
        try {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> Ledger.add(connection, step.run(), line));
        } catch (SQLException unrecorded) {
            attempt.report("done; how long the commit held its lock could not be recorded");
        }
    }

    private LedgerLine line(String event, String note) {
        return LedgerLine.of("godwit", step.phase(), step.number(), event, note);
    }

    private long execute(Connection connection, int pid, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                LockWatch ignored = tries.watching(pid);
                Attempt.Running running = attempt.running(statement)) {
            statement.setEscapeProcessing(false); // braces are PostgreSQL's, not JDBC's
            return statement.execute(sql) ? rows(statement) : statement.getLargeUpdateCount();
        }
    }

    /** What a statement with RETURNING touched is what it returns. */
    private static long rows(Statement statement) throws SQLException {
        long rows = 0;
        try (ResultSet returned = statement.getResultSet()) {
            while (returned.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static String lock(QualifiedName table, LockMode mode) {
        return "lock table " + table.sql() + " in " + mode.sql() + " mode";
    }

    /** In order of oid; a table that is not there fails when it is locked. */
    private Map<Long, QualifiedName> byOid(List<QualifiedName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return Map.of();
        }
        return database.inTransaction(
                Scope.state(step.name()),
                connection -> {
                    Map<Long, QualifiedName> found = new TreeMap<>();
                    for (QualifiedName table : tables) {
                        List<Long> oid =
                                Rows.of(
                                        connection,
                                        "select to_regclass(?)::oid::bigint",
                                        row -> row.getLong(1),
                                        table.sql());
                        found.put(oid.getFirst(), table);
                    }
                    return found;
                });
    }
}
