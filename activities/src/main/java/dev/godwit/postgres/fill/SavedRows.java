package dev.godwit.postgres.fill;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.rows.BodyBack;
import dev.godwit.postgres.rows.RowsBack;
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
import org.jspecify.annotations.Nullable;

/**
 * Gives rows back what was saved of them: makes those NULL again that a fill has filled, where they
 * still hold what it wrote, or puts the values of a dropped column back. A saved key is deleted in
 * the statement that restores its row, so it can be repeated from anywhere, and is valid when
 * nothing was ever saved. Thread-safe.
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
     * Restores all saved rows in batches, then drops what was saved. No attempt that is still about
     * can write afterwards.
     *
     * @param work one of those that undo
     * @return what was done, in one line
     * @throws EngineFailure when a row refuses it
     */
    public String restore(long run, int step, Work work, Attempt attempt) throws SQLException {
        return switch (work) {
            case Work.RestoreNulls nulls -> {
                SavedTable saved =
                        SavedTable.of(nulls.saved(), nulls.table(), nulls.key(), nulls.column());
                Round round = size -> nullAgain(saved, size);
                Moved moved = restore(new Place(run, step, saved), round, null, attempt);
                yield moved == null
                        ? "no row was filled"
                        : "%d rows of %s.%s are NULL again; %d were changed or deleted meanwhile"
                                .formatted(
                                        moved.rows(),
                                        nulls.table(),
                                        nulls.column(),
                                        moved.keys() - moved.rows());
            }
            case Work.PutBack back -> {
                SavedTable saved =
                        SavedTable.of(back.from(), back.table(), back.key(), back.column());
                Round round = size -> back(saved, size);
                String value = back.otherwise();
                Round rest = value == null ? null : size -> otherwise(back, value, size);
                Moved moved = restore(new Place(run, step, saved), round, rest, attempt);
                yield moved == null
                        ? "nothing was kept, or it was put back before"
                        : "%d values put back; %d rows are gone"
                                .formatted(moved.rows(), moved.keys() - moved.rows());
            }
            case RowWork.GiveBack give -> {
                SavedTable saved =
                        SavedTable.of(give.saved(), give.table(), give.key(), give.column(), true);
                Round round = size -> asBefore(saved, size);
                Moved moved = restore(new Place(run, step, saved), round, null, attempt);
                yield moved == null
                        ? "no row was filled"
                        : "%d rows of %s.%s hold what they held; %d were changed or deleted meanwhile"
                                .formatted(
                                        moved.rows(),
                                        give.table(),
                                        give.column(),
                                        moved.keys() - moved.rows());
            }
            case RowWork.PutRows put -> new RowsBack(database, run, step, put).run(attempt);
            case RowWork.RunBack back -> new BodyBack(database, run, step, back).run(attempt);
            default ->
                    throw new IllegalArgumentException("step %d restores nothing".formatted(step));
        };
    }

    private record Place(long run, int step, SavedTable saved) {
        boolean empty() {
            return saved.name().name().isEmpty();
        }
    }

    private record Moved(long keys, long rows) {}

    /** The statement of one batch: says how many keys it took and how many rows it changed. */
    @FunctionalInterface
    private interface Round {
        String sql(int size);
    }

    private @Nullable Moved restore(Place place, Round round, @Nullable Round rest, Attempt attempt)
            throws SQLException {
        SavedTable saved = place.saved();
        String path = Scope.expressionPath(Identifier.quote(saved.table().schema()));
        Scope scope =
                new Scope(
                        Scope.name(place.run(), place.step()),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        path);
        try {
            transaction(attempt, scope, connection -> fenceOff(connection, place.run()));
            Moved moved = null;
            if (!place.empty() && transaction(attempt, scope, saved::exists)) {
                moved = drain(scope, round, attempt);
                transaction(attempt, scope, connection -> drop(connection, saved));
            }
            if (rest != null) {
                Moved filled = drain(scope, rest, attempt);
                moved = moved == null ? filled : moved;
            }
            return moved;
        } catch (SQLException failure) {
            attempt.check(); // a cancelled statement of an ended attempt is no failure
            if (Backoff.kind(failure) == SqlFailure.PERMANENT) {
                throw refused(place, failure);
            }
            throw failure;
        }
    }

    private Moved drain(Scope scope, Round round, Attempt attempt) throws SQLException {
        BatchSize size = new BatchSize(FIRST, MOST, TARGET);
        long keys = 0;
        long rows = 0;
        for (long[] moved = {1, 0}; moved[0] > 0; ) {
            String batch = round.sql(size.get());
            long began = System.nanoTime();
            moved = transaction(attempt, scope, connection -> run(connection, batch, attempt));
            size.took(Duration.ofNanos(System.nanoTime() - began), moved[0]);
            keys += moved[0];
            rows += moved[1];
            attempt.report("restored " + rows + " rows");
        }
        return new Moved(keys, rows);
    }

    private static String back(SavedTable saved, int size) {
        return """
        with batch as (delete from %1$s where (%2$s) in (select %2$s from %1$s limit %3$d)
                       returning %4$s),
             work as (update %5$s t set %6$s = b.%6$s from batch b where %7$s returning 1)
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

    /** Rows that were written when the column was not there. */
    private static String otherwise(Work.PutBack back, String value, int size) {
        String column = Identifier.quote(back.column());
        String unless = back.unless();
        return """
        with work as (update %1$s set %2$s = (%3$s
                        ) where ctid = any(array(select ctid from %1$s where (%4$s
                        ) limit %5$d)) and (%4$s
                        ) returning 1)
        select count(*), count(*) from work
        """
                .formatted(
                        back.table().sql(),
                        column,
                        value,
                        unless == null
                                ? "%s is null and (%s\n) is not null".formatted(column, value)
                                : unless,
                        size);
    }

    private static String nullAgain(SavedTable saved, int size) {
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

    private static String asBefore(SavedTable saved, int size) {
        // Compared as text: not every type has an equality operator.
        return """
        with batch as (delete from %1$s where (%2$s) in (select %2$s from %1$s limit %3$d)
                       returning %4$s, %8$s),
             work as (update %5$s t set %6$s = b.%8$s from batch b
                       where %7$s and t.%6$s::text is not distinct from b.%6$s::text returning 1)
        select (select count(*) from batch), (select count(*) from work)
        """
                .formatted(
                        saved.name().sql(),
                        saved.keyColumns(),
                        size,
                        saved.columns(),
                        saved.table().sql(),
                        Identifier.quote(saved.column()),
                        saved.sameKey("t", "b"),
                        SavedTable.OLD);
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

    private static EngineFailure refused(Place place, SQLException cause) {
        SavedTable saved = place.saved();
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-344",
                        "rows of %s.%s cannot be given back what they held: %s"
                                .formatted(saved.table(), saved.column(), SqlFailure.words(cause)),
                        "rolling back run %d, step %d".formatted(place.run(), place.step()),
                        "a constraint or a trigger on the table refuses it",
                        "drop what refuses it, then roll back again; the keys are kept in "
                                + saved.name()),
                cause);
    }
}
