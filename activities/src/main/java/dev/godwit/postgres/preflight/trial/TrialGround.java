package dev.godwit.postgres.preflight.trial;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where things are tried out in transactions that are always rolled back: schema godwit of a
 * target, which such a transaction makes for itself where nothing may be left behind.
 *
 * @param bare whether the target has no such schema
 */
public record TrialGround(Database database, boolean bare) {

    private static final String UNIQUE_VIOLATION = "23505";

    /** A serialization failure, which it is in fact. */
    private static final String TRY_AGAIN = "40001";

    /** Runs the body in a transaction that is always rolled back. */
    public <T> T tryOut(Scope scope, Database.Body<T> body) throws SQLException {
        return database.tryOut(
                scope,
                connection -> {
                    if (bare) {
                        make(connection);
                    }
                    return body.run(connection);
                });
    }

    private static void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + StateSchema.NAME);
        } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw new SQLException(
                        "schema godwit was made at the same moment", TRY_AGAIN, failure);
            }
            throw failure;
        }
    }
}
