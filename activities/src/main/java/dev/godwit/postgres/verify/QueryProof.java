package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.ProveQuery;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Asks a query of the user's own, read-only. Every row it returns is something wrong. */
final class QueryProof {

    private static final int MOST_ROWS = 1_000;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Database database;
    private final ProveQuery query;

    QueryProof(Database database, ProveQuery query) {
        this.database = database;
        this.query = query;
    }

    /** Asks, and keeps the number of rows, not the rows. */
    Checkpoint run(Checkpoint at, Attempt attempt) throws SQLException {
        Scope asking =
                new Scope(
                        Scope.name(at.run(), at.step()),
                        Duration.ofSeconds(5),
                        PATIENCE,
                        "pg_catalog");
        long rows =
                Backoff.retry(
                        attempt,
                        "waiting for a lock that the query needs",
                        () -> database.tryOut(asking, connection -> ask(connection, at, attempt)));
        return Backoff.retry(
                attempt,
                "waiting for a lock on the step",
                () ->
                        database.inTransaction(
                                Scope.state(asking.name()),
                                connection -> keep(connection, at, rows)));
    }

    private long ask(Connection connection, Checkpoint at, Attempt attempt) throws SQLException {
        // A subquery: it can be nothing but one query, and its rows never leave the server.
        String sql =
                "select count(*) from (select from (%s\n) godwit_query limit %d) godwit_rows"
                        .formatted(query.sql().strip().replaceFirst(";\\s*$", ""), MOST_ROWS);
        UserPath.apply(connection);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set transaction read only");
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            if (SqlFailure.READ_ONLY.equals(failure.getSQLState())) {
                // The query would write, and this transaction is read-only by our own will.
                String what = "query " + Identifier.quote(query.name());
                throw new VerifyFailure(database, at.run(), at.step(), what).of(failure, "");
            }
            throw failure;
        }
    }

    private Checkpoint keep(Connection connection, Checkpoint at, long rows) throws SQLException {
        String sql =
                "update godwit.checkpoint set position = upto, finished = true, mismatches = %d,"
                        + " at = clock_timestamp() where %s";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            int kept = statement.executeUpdate(sql.formatted(rows, Checkpoints.unmoved(at)));
            if (kept == 0) {
                throw new StaleAttemptException(
                        "a newer attempt has taken over step %d of run %d"
                                .formatted(at.step(), at.run()));
            }
        }
        Ledger.add(
                connection,
                at.run(),
                LedgerLine.of(
                        "godwit",
                        "VERIFY",
                        at.step(),
                        "verify.done",
                        "query %s returned %s rows"
                                .formatted(
                                        Identifier.quote(query.name()),
                                        rows == MOST_ROWS ? "at least " + rows : rows)));
        return at.moved(at.upto(), 0, rows);
    }
}
