package dev.godwit.postgres.ddl;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A session that holds a table.
 *
 * @param query its statement without literals, as far as the role may see it
 * @param seconds age of its transaction
 * @param autovacuum whether it is an autovacuum worker that PostgreSQL lets others cancel
 */
public record Blocker(
        int pid,
        String user,
        String application,
        String state,
        String query,
        long seconds,
        boolean autovacuum) {

    private static final int SHOWN = 60;

    private static final String HOLDERS =
            """
            select a.pid, coalesce(a.usename, ''), a.application_name, coalesce(a.state, a.backend_type), coalesce(a.query, ''),
                   extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.query_start, a.backend_start))::bigint,
                   a.backend_type = 'autovacuum worker' and a.query not like '%to prevent wraparound%'
            from pg_catalog.pg_stat_activity a
            where a.pid <> pg_catalog.pg_backend_pid() and exists (
              select from pg_catalog.pg_locks l where l.pid = a.pid and l.granted and l.locktype = 'relation'
                and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
                and l.relation::bigint = any (?) and l.mode <> 'AccessShareLock' or l.pid = a.pid and l.granted and l.relation::bigint = any (?) and ?)
            order by coalesce(a.xact_start, a.query_start) limit 5
            """;

    private static final String WAITED_FOR =
            """
            select a.pid, coalesce(a.usename, ''), a.application_name, coalesce(a.state, a.backend_type), coalesce(a.query, ''),
                   extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.query_start, a.backend_start))::bigint, false
            from pg_catalog.pg_stat_activity a where a.pid = ?
            """;

    /**
     * Who holds one of the tables, oldest first. @param readers whether plain readers are in the
     * way too
     */
    static List<Blocker> of(Connection connection, List<Long> tables, boolean readers)
            throws SQLException {
        return Rows.of(connection, HOLDERS, Blocker::read, tables, tables, readers);
    }

    /** The session of that pid, if there is one. */
    public static List<Blocker> session(Connection connection, int pid) throws SQLException {
        return Rows.of(connection, WAITED_FOR, Blocker::read, pid);
    }

    /** For people: pid, user, state, age and statement without literals. */
    public String words() {
        return "pid %d (%s%s, %s, transaction open for %d s%s)"
                .formatted(
                        pid,
                        user.isEmpty() ? "system" : user,
                        application.isEmpty() ? "" : " " + application,
                        state,
                        seconds,
                        query.isEmpty() ? "" : ": " + query);
    }

    private static Blocker read(java.sql.ResultSet row) throws SQLException {
        String query =
                row.getString(5)
                        .replaceAll("'(?:[^']|'')*'?", "?")
                        .replaceAll("\\b\\d+\\b", "?")
                        .replaceAll("\\s+", " ")
                        .strip();
        return new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3).replaceAll("[^\\w .:-]", ""),
                row.getString(4),
                query.length() > SHOWN ? query.substring(0, SHOWN) + "…" : query,
                row.getLong(6),
                row.getBoolean(7));
    }
}
