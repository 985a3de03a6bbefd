package dev.godwit.postgres.snapshot;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** A named point in the server's write-ahead log, to which an archive can be recovered. */
public final class RestorePoint {

    private static final String REFUSED = "GW-429";

    private static final String MAY =
            "select has_function_privilege('pg_catalog.pg_create_restore_point(text)', 'execute')"
                    + " and current_setting('wal_level') <> 'minimal'";

    private RestorePoint() {}

    /** Whether this role may make one, and the server writes one down. */
    public static boolean may(Connection connection) throws SQLException {
        return Rows.holds(connection, MAY);
    }

    /** The name of that of a run. */
    public static String name(long run) {
        return "godwit " + run;
    }

    /** Makes it. */
    public static void make(Connection connection, long run) throws SQLException {
        Rows.of(
                connection,
                "select pg_catalog.pg_create_restore_point(?)::text",
                row -> row.getString(1),
                name(run));
    }

    /** Why a plan that asks for one does not begin. */
    public static Problem refusal(String where) {
        return new Problem(
                REFUSED,
                "no restore point can be made",
                where,
                "the plan says snapshot: restore_point, and this role may not execute"
                        + " pg_create_restore_point(text), or wal_level is minimal",
                "grant it, as a superuser: grant execute on function"
                        + " pg_catalog.pg_create_restore_point(text) to ROLE; or leave snapshot out"
                        + " of the plan");
    }
}
