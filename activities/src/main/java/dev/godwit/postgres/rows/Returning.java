package dev.godwit.postgres.rows;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One attempt at giving rows of a table back, in batches with a transaction each. */
public record Returning(Database database, long run, Scope scope, Attempt attempt) {

    /** By a step, on the rows of a table. */
    public static Returning of(
            Database database, long run, int step, QualifiedName table, Attempt attempt) {
        return new Returning(
                database,
                run,
                new Scope(
                        Scope.name(run, step),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Scope.expressionPath(Identifier.quote(table.schema()))),
                attempt);
    }

    /** The first transaction. No attempt that is still about can write once it has ended. */
    public <T> T begin(Database.Body<T> body) throws SQLException {
        return transaction(
                connection -> {
                    Checkpoints.fenceOff(connection, run);
                    return body.run(connection);
                });
    }

    /** A transaction, again while somebody else holds a lock. */
    public <T> T transaction(Database.Body<T> body) throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock that somebody else holds",
                () -> database.inTransaction(scope, body));
    }

    /** The numbers that a statement answers. */
    public long[] counts(Connection connection, String sql) throws SQLException {
        return Database.numbers(connection, sql, attempt);
    }
}
