package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.LockMode;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A session that is in the way.
 *
 * @param query its statement without literals, as far as the role may see it
 * @param seconds age of its transaction
 * @param autovacuum whether it is an autovacuum worker that may be cancelled: not one that prevents
 *     wraparound
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

    // One pass, so that a quote inside a comment or a dollar quote opens nothing.
    private static final Pattern LITERAL =
            Pattern.compile(
                    "--[^\\n]*|/\\*.*?(?:\\*/|$)|\"[^\"]*\"?"
                            + "|(?<value>\\b[eE]'(?:[^'\\\\]|''|\\\\.)*'?|'(?:[^']|'')*'?"
                            + "|\\$(\\w*)\\$.*?(?:\\$\\2\\$|$)|(?<![\\w$])\\.?\\d[\\w.]*)",
                    Pattern.DOTALL);

    /** Another role's session hides all but its pid, user and application. */
    private static final String SESSION =
            """
            select a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''), coalesce(a.state, a.backend_type, 'state not visible'),
                   coalesce(a.query, ''),
                   extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.query_start, a.backend_start))::bigint,
                   coalesce(a.backend_type = 'autovacuum worker' and a.query not like '%to prevent wraparound%', false)
            from pg_catalog.pg_stat_activity a
            """;

    private static final String HOLDERS =
            SESSION
                    + """
                    where a.pid <> pg_catalog.pg_backend_pid() and exists (
                      select from pg_catalog.pg_locks l where l.pid = a.pid and l.granted and l.locktype = 'relation'
                        and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
                        and l.relation::bigint = any (?) and l.mode = any (?))
                    order by coalesce(a.xact_start, a.query_start) limit 5
                    """;

    private static final String WAITED_FOR =
            SESSION
                    + """
                    where a.pid = any (pg_catalog.pg_blocking_pids(?))
                    order by coalesce(a.xact_start, a.query_start) limit 5
                    """;

    private static final String OF_PID = SESSION + "where a.pid = ?";

    /** Who holds a lock on one of the tables that keeps {@code wanted} from being granted. */
    static List<Blocker> holding(Connection connection, List<Long> tables, LockMode wanted)
            throws SQLException {
        return Rows.of(connection, HOLDERS, Blocker::read, tables, LockConflicts.with(wanted));
    }

    /** Whom the session of that pid waits for at this moment, oldest first. */
    public static List<Blocker> of(Connection connection, int waiting) throws SQLException {
        return Rows.of(connection, WAITED_FOR, Blocker::read, waiting);
    }

    /** The session of that pid, if there is one. */
    public static List<Blocker> session(Connection connection, int pid) throws SQLException {
        return Rows.of(connection, OF_PID, Blocker::read, pid);
    }

    /** For people: pid, user, application, state, age and statement without literals. */
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

    /** A statement without its comments, literals and numbers, cut to what is shown. */
    static String shown(String query) {
        String bare =
                LITERAL.matcher(query)
                        .replaceAll(
                                found ->
                                        found.group("value") != null
                                                ? "?"
                                                : found.group().startsWith("\"")
                                                        ? java.util.regex.Matcher.quoteReplacement(
                                                                found.group())
                                                        : " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        return bare.length() > SHOWN ? bare.substring(0, SHOWN) + "…" : bare;
    }

    private static Blocker read(ResultSet row) throws SQLException {
        return new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3).replaceAll("[^\\w .:-]", ""),
                row.getString(4),
                shown(row.getString(5)),
                row.getLong(6),
                row.getBoolean(7));
    }
}
