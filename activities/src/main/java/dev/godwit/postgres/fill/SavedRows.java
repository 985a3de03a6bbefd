package dev.godwit.postgres.fill;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.RestoreNulls;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Makes the rows NULL again that a fill has filled, where they still hold what it wrote. A saved
 * key is deleted in the statement that restores its row, so it can be repeated from anywhere, and
 * is valid when nothing was ever saved. Thread-safe.
 */
public final class SavedRows {

    private static final int FIRST = 1_000;
    private static final int MOST = 50_000;
    private static final Duration TARGET = Duration.ofMillis(50);

    private final Database database;

    public SavedRows(Database database) {
        this.database = database;
    }

    /**
     * Restores all saved rows in batches, then drops the saved keys. No attempt at filling that is
     * still about can write afterwards.
     *
     * @return what was done, in one line
     * @throws EngineFailure when a row may not be NULL any more
     */
    public String restore(long run, int step, RestoreNulls work, Attempt attempt)
            throws SQLException {
        SavedTable saved = SavedTable.of(work.saved(), work.table(), work.key(), work.column());
        String path = Scope.expressionPath(Identifier.quote(work.table().schema()));
        Scope scope =
                new Scope(
                        Scope.name(run, step), Duration.ofSeconds(1), Duration.ofSeconds(30), path);
        try {
            transaction(attempt, scope, connection -> fenceOff(connection, run));
            if (!transaction(attempt, scope, saved::exists)) {
                return "no row was filled";
            }
            BatchSize size = new BatchSize(FIRST, MOST, TARGET);
            long keys = 0;
            long rows = 0;
            for (long[] moved = {1, 0}; moved[0] > 0; ) {
                String batch = batch(saved, size.get());
                long began = System.nanoTime();
                moved = transaction(attempt, scope, connection -> run(connection, batch, attempt));
                size.took(Duration.ofNanos(System.nanoTime() - began), moved[0]);
                keys += moved[0];
                rows += moved[1];
                attempt.report("restored " + rows + " rows");
            }
            transaction(attempt, scope, connection -> drop(connection, saved));
            return "%d rows of %s.%s are NULL again; %d were changed or deleted meanwhile"
                    .formatted(rows, work.table(), work.column(), keys - rows);
        } catch (SQLException failure) {
            attempt.check(); // a cancelled statement of an ended attempt is no failure
            if (Backoff.kind(failure) == SqlFailure.PERMANENT) {
                throw refused(run, step, work, failure);
            }
            throw failure;
        }
    }

    private static String batch(SavedTable saved, int size) {
        // Compared as text: not every type has an equality operator.
        return """
        with batch as (delete from %1$s where (%2$s) in (select %2$s from %1$s limit %3$d)
                       returning %4$s),
             work as (update %5$s t set %6$s = null from batch b
                       where %7$s and t.%6$s::text = b.%6$s::text returning 1)
        select (select count(*) from batch), (select count(*) from work)
        """
                .formatted(
                        saved.name().sql(),
                        saved.keyColumns(),
                        size,
                        saved.columns(),
                        saved.table().sql(),
                        Identifier.quote(saved.column()),
                        saved.sameKey("t", "b"));
    }

    private <T> T transaction(Attempt attempt, Scope scope, Database.Body<T> body)
            throws SQLException {
        return Backoff.retry(
                attempt,
                "waiting for a lock that somebody else holds",
                () -> database.inTransaction(scope, body));
    }

    private static boolean fenceOff(Connection connection, long run) throws SQLException {
        Checkpoints.fenceOff(connection, run);
        return true;
    }

    private static long[] run(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    private static boolean drop(Connection connection, SavedTable saved) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + saved.name().sql());
            return true;
        }
    }

    private static EngineFailure refused(
            long run, int step, RestoreNulls work, SQLException cause) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-344",
                        "rows of %s.%s cannot be made NULL again: %s"
                                .formatted(work.table(), work.column(), SqlFailure.words(cause)),
                        "rolling back run %d, step %d".formatted(run, step),
                        "a constraint or a trigger on the table refuses it",
                        "drop what refuses it, then roll back again; the keys are kept in godwit."
                                + work.saved()),
                cause);
    }
}
