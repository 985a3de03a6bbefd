package dev.godwit.cli.care.init;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Logs in from this process, within 5 seconds, and leaves again. */
final class DirectTry {

    private static final int SECONDS = 5;

    private DirectTry() {}

    /**
     * Tries it.
     *
     * @param url resolved
     * @return version of the server and name of the role
     * @throws SQLException when it does not answer or does not let the role in
     */
    static String of(String url, String username, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(username);
        source.setPassword(password);
        source.setApplicationName("godwit init");
        source.setConnectTimeout(SECONDS);
        source.setLoginTimeout(SECONDS);
        source.setSocketTimeout(SECONDS);
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_catalog.current_setting('server_version'), current_user, pg_catalog.current_database()")) {
            row.next();
            return "PostgreSQL %s let role %s into database %s"
                    .formatted(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    /** PostgreSQL's words when it has spoken, which then name role and database only. */
    static String words(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        boolean spoken = state.startsWith("28") || state.startsWith("3D");
        return spoken
                ? Objects.requireNonNullElse(failure.getMessage(), state)
                : "there is no PostgreSQL that answers within %d s (%s)".formatted(SECONDS, state);
    }
}
