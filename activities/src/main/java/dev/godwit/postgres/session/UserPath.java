package dev.godwit.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The search path that the role has by itself, as psql would use it: statements of the user's own
 * find and make what they would find and make there.
 */
public final class UserPath {

    /** A role that is called like Godwit's schema must not make tables in it. */
    private static final String SET =
            """
            select pg_catalog.set_config('search_path', coalesce(nullif(case when current_user = 'godwit'
                       then pg_catalog.regexp_replace(reset_val, '("\\$user"|\\$user)[[:space:]]*,?[[:space:]]*', '') else reset_val end, ''), 'public'), true)
            from pg_catalog.pg_settings where name = 'search_path'
            """;

    private UserPath() {}

    /** Sets it for the rest of the connection's transaction. */
    public static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SET);
        }
    }
}
