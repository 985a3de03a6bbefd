package dev.godwit.postgres.script;

import dev.godwit.plan.step.LockMode;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The locks that a script has taken on tables which others may use: those that were there before
 * it, by modes that keep somebody from writing or from other DDL.
 */
final class HeldLocks {

    private static final String TABLES =
            """
            select c.oid::bigint, case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname not in ('godwit', 'information_schema')
            """;

    private static final String HELD =
            """
            select relation::bigint, mode from pg_catalog.pg_locks
            where pid = pg_catalog.pg_backend_pid() and locktype = 'relation' and granted
            """;

    private final Map<Long, String> tables = new HashMap<>();

    /** Notes which tables there are. */
    void look(Connection connection) throws SQLException {
        tables.clear();
        Rows.of(connection, TABLES, row -> tables.put(row.getLong(1), row.getString(2)));
    }

    /** The strongest mode on each table, the strongest first; null when there is none. */
    @Nullable String held(Connection connection) throws SQLException {
        Map<String, LockMode> strongest = new HashMap<>();
        record Lock(long table, String mode) {}
        List<Lock> locks =
                Rows.of(connection, HELD, row -> new Lock(row.getLong(1), row.getString(2)));
        for (Lock lock : locks) {
            String table = tables.get(lock.table());
            LockMode mode = mode(lock.mode());
            if (table != null && mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
                strongest.merge(
                        table, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        Map<LockMode, TreeSet<String>> byMode = new EnumMap<>(LockMode.class);
        strongest.forEach(
                (table, mode) -> byMode.computeIfAbsent(mode, any -> new TreeSet<>()).add(table));
        List<String> words =
                byMode.entrySet().stream()
                        .map(
                                held ->
                                        held.getKey().sql()
                                                + " on "
                                                + String.join(", ", held.getValue()))
                        .toList()
                        .reversed();
        return words.isEmpty() ? null : String.join("; ", words);
    }

    /** PostgreSQL calls them {@code AccessExclusiveLock} there. */
    private static LockMode mode(String name) {
        String words = name.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        try {
            return LockMode.valueOf(words.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException ofRows) {
            return LockMode.ACCESS_SHARE; // SIReadLock
        }
    }
}
