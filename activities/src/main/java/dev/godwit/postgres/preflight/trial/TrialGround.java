package dev.godwit.postgres.preflight.trial;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where things are tried out in transactions that are always rolled back: schema godwit of a
 * target, which such a transaction makes for itself where nothing may be left behind.
 *
 * @param bare whether the target has no such schema
 */
public record TrialGround(Database database, boolean bare) {

    /** Runs the body in a transaction that is always rolled back. */
    public <T> T tryOut(Scope scope, Database.Body<T> body) throws SQLException {
        return database.tryOut(
                scope,
                connection -> {
                    if (bare) {
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("create schema if not exists " + StateSchema.NAME);
                        }
                    }
                    return body.run(connection);
                });
    }
}
