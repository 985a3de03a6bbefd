package dev.godwit.postgres.session;

import dev.godwit.plan.sql.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A target's database. Thread-safe.
 *
 * <p>Transactions take pooled connections and may go through a transaction-pooling PgBouncer. What
 * cannot run in a transaction (CONCURRENTLY, advisory locks) takes a direct connection of its own,
 * which is closed afterwards and never returns to a pool.
 */
public final class Database {

    /** A transaction that waits for its client longer than this is ended by the server. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(60);

    private static final String SETTINGS =
            """
            select set_config('application_name', ?, true), set_config('lock_timeout', ?, true),
                   set_config('statement_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', ?, true),
                   set_config('search_path', ?, true)\
            """;

    private final DataSource pooled;
    private final DataSource direct;

    /**
     * @param pooled hands out pooled connections
     * @param direct opens a new connection at each call, past any connection pooler
     */
    public Database(DataSource pooled, DataSource direct) {
        this.pooled = pooled;
        this.direct = direct;
    }

    /** What runs in a transaction. */
    @FunctionalInterface
    public interface Body<T> {
        T run(Connection connection) throws SQLException;
    }

    /** What runs in a transaction and returns nothing. */
    @FunctionalInterface
    public interface Action {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Runs the body in one transaction and commits it; rolls back when it throws.
     *
     * <p>When the commit itself fails, the outcome is unknown: the caller looks at the state rows.
     */
    public <T> T inTransaction(Scope scope, Body<T> body) throws SQLException {
        try (Connection connection = pooled.getConnection()) {
            connection.setAutoCommit(false);
            try {
                apply(connection, scope);
                T result = body.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollback(connection, failure);
                throw failure;
            }
        }
    }

    /** Runs the action in one transaction and commits it; rolls back when it throws. */
    public void transaction(Scope scope, Action action) throws SQLException {
        inTransaction(
                scope,
                connection -> {
                    action.run(connection);
                    return true;
                });
    }

    /** What is made of the rows of a statement. */
    @FunctionalInterface
    public interface Answer<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Runs one statement that returns rows in a transaction of its own, settings and commit
     * included, in one exchange with the server: what follows in one message after another, up to
     * Sync, is one transaction there.
     *
     * <p>It is committed, if it did not fail, before the answer is read: whatever reading throws
     * undoes nothing. When the connection is lost the outcome is unknown, as of {@link
     * #inTransaction}.
     */
    public <T> T statement(Scope scope, String sql, Attempt attempt, Answer<T> answer)
            throws SQLException {
        try (Connection connection = pooled.getConnection()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (Attempt.Running running = attempt.running(statement)) {
                    statement.execute(settings(scope) + ";\n" + sql);
                    statement.getMoreResults();
                    try (ResultSet rows = statement.getResultSet()) {
                        return answer.read(rows);
                    }
                }
            }
        }
    }

    /**
     * Runs a statement that returns rows on a connection; the attempt may cancel it. A plain
     * statement, not a prepared one, and nothing of it is JDBC's: a plan's expression may hold
     * question marks and braces.
     */
    public static <T> T ask(Connection connection, String sql, Attempt attempt, Answer<T> answer)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet rows = statement.executeQuery(sql)) {
                return answer.read(rows);
            }
        }
    }

    /** The numbers of the one row that such a statement returns. */
    public static long[] numbers(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        return ask(
                connection,
                sql,
                attempt,
                row -> {
                    row.next();
                    long[] numbers = new long[row.getMetaData().getColumnCount()];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = row.getLong(i + 1);
                    }
                    return numbers;
                });
    }

    private static String settings(Scope scope) {
        Iterator<String> values = values(scope).iterator();
        return Pattern.compile("[?]")
                .matcher(SETTINGS)
                .replaceAll(any -> Matcher.quoteReplacement(Identifier.literal(values.next())));
    }

    private static List<String> values(Scope scope) {
        return List.of(
                scope.name(),
                scope.lockTimeout().toMillis() + "ms",
                scope.statementTimeout().toMillis() + "ms",
                IDLE_IN_TRANSACTION.toMillis() + "ms",
                scope.searchPath());
    }

    /** Runs the body in a transaction that is always rolled back: for trying things out. */
    public <T> T tryOut(Scope scope, Body<T> body) throws SQLException {
        try (Connection connection = pooled.getConnection()) {
            connection.setAutoCommit(false);
            try {
                apply(connection, scope);
                return body.run(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    /**
     * Runs the body on a direct connection in autocommit mode, with the scope set for the session.
     */
    public <T> T direct(Scope scope, Body<T> body) throws SQLException {
        try (Connection connection = direct.getConnection()) {
            connection.setAutoCommit(true);
            configure(connection, scope, SETTINGS.replace(", true)", ", false)"));
            return body.run(connection);
        }
    }

    /**
     * A new direct connection as the driver opens it, without any setting of Godwit's; the caller
     * closes it.
     */
    public Connection bare() throws SQLException {
        return direct.getConnection();
    }

    /**
     * For libraries that open their own connections, directly and without any setting of Godwit's.
     */
    public DataSource unpooled() {
        return direct;
    }

    /** Sets a scope for the rest of the connection's transaction. */
    public static void apply(Connection connection, Scope scope) throws SQLException {
        configure(connection, scope, SETTINGS);
    }

    private static void configure(Connection connection, Scope scope, String sql)
            throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(sql)) {
            int place = 0;
            for (String value : values(scope)) {
                settings.setString(++place, value);
            }
            settings.execute();
        }
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone); // a lost connection has rolled back already
        }
    }
}
