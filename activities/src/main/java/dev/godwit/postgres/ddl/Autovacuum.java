package dev.godwit.postgres.ddl;

import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Gets autovacuum out of the way of a lock. It comes back by itself, later. */
record Autovacuum(Database database, StepContext step) {

    private static final String CANCEL =
            """
            select pg_cancel_backend(pid) from pg_catalog.pg_stat_activity
            where pid = ? and backend_type = 'autovacuum worker' and query not like '%to prevent wraparound%'
            """;

    /** Whoever has waited so long for an autovacuum has it cancelled, in milliseconds. */
    private static final String LONGER_THAN_DEADLOCK_TIMEOUT =
            """
            select set_config('lock_timeout', (least(5000, 1000 * extract(epoch from current_setting('deadlock_timeout')::interval)) + 500)::int::text, true)
            """;

    private static final String NAMES =
            """
            select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid::bigint = any (?) and c.relkind in ('r', 'p')
            """;

    /**
     * Shortens deadlock_timeout for the transaction where the role may: PostgreSQL cancels an
     * autovacuum worker in the way only after the waiter's deadlock_timeout, by default one second.
     */
    static void impatient(Connection connection) throws SQLException {
        boolean fifteen = CatalogReader.version(connection) >= 150_000;
        String may =
                "select current_setting('is_superuser') = 'on'"
                        + (fifteen ? " or has_parameter_privilege('deadlock_timeout', 'SET')" : "");
        if (Rows.holds(connection, may)) {
            Rows.of(
                    connection,
                    "select set_config('deadlock_timeout', '20ms', true)",
                    row -> row.getString(1));
        }
    }

    /** Cancels a worker; false when the role may not. */
    boolean cancel(int pid) {
        try {
            return database.inTransaction(
                            Scope.state(step.name()),
                            connection ->
                                    Rows.of(connection, CANCEL, row -> row.getBoolean(1), pid))
                    .contains(true);
        } catch (SQLException notAllowed) {
            return false;
        }
    }

    /**
     * Waits for a lock that keeps nobody from reading and writing, for so long that PostgreSQL
     * cancels the worker which has it. That needs no right of its own.
     *
     * @param tables oids
     * @return whether there is none in the way any more
     */
    boolean waitedOut(List<Long> tables, Attempt attempt) {
        try {
            Scope scope = Scope.state(step.name()).with(Duration.ZERO, Duration.ofSeconds(10));
            return database.inTransaction(scope, connection -> lock(connection, tables, attempt));
        } catch (SQLException somebodyElse) {
            attempt.check(); // an ended attempt cancels its statement
            return false;
        }
    }

    private static boolean lock(Connection connection, List<Long> tables, Attempt attempt)
            throws SQLException {
        Rows.of(connection, LONGER_THAN_DEADLOCK_TIMEOUT, row -> row.getString(1));
        List<String> names = Rows.of(connection, NAMES, row -> row.getString(1), tables);
        for (String name : names) {
            String sql = "lock table only %s in share update exclusive mode".formatted(name);
            try (Statement statement = connection.createStatement();
                    Attempt.Running running = attempt.running(statement)) {
                statement.execute(sql);
            }
        }
        return !names.isEmpty();
    }
}
