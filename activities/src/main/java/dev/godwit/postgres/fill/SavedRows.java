package dev.godwit.postgres.fill;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.rows.BodyBack;
import dev.godwit.postgres.rows.Returning;
import dev.godwit.postgres.rows.RowsBack;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.shadow.CatchingUp;
import java.sql.Connection;
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
                // Compared as text: not every type has an equality operator.
                Round round =
                        size -> giveBack(saved, "null", " and t.%1$s::text = b.%1$s::text", size);
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
                String type = typeOf(run, step, saved, attempt);
                Round round = size -> giveBack(saved, "b.%1$s::" + type, "", size);
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
                Round round =
                        size ->
                                giveBack(
                                        saved,
                                        "b." + SavedTable.OLD,
                                        " and t.%1$s::text is not distinct from b.%1$s::text",
                                        size);
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
            case RowWork.PutRows put -> new RowsBack(database, run, step, put, attempt).run();
            case ShadowWork.CatchUp behind ->
                    new CatchingUp(database, run, step, behind, attempt).run();
            case RowWork.RunBack back -> new BodyBack(database, run, step, back, attempt).run();
            default ->
                    throw new IllegalArgumentException("step %d restores nothing".formatted(step));
        };
    }

    private String typeOf(long run, int step, SavedTable saved, Attempt attempt)
            throws SQLException {
        return Returning.of(database, run, step, saved.table(), attempt).transaction(saved::type);
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
        Returning rows = Returning.of(database, place.run(), place.step(), saved.table(), attempt);
        try {
            Moved moved = null;
            if (rows.begin(connection -> !place.empty() && saved.exists(connection))) {
                moved = drain(rows, round);
                rows.transaction(connection -> drop(connection, saved));
            }
            if (rest != null) {
                Moved filled = drain(rows, rest);
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

    private static Moved drain(Returning returning, Round round) throws SQLException {
        BatchSize size = new BatchSize(FIRST, MOST, () -> TARGET);
        long keys = 0;
        long rows = 0;
        for (long[] moved = {1, 0}; moved[0] > 0; ) {
            String batch = round.sql(size.get());
            long began = System.nanoTime();
            moved = returning.transaction(connection -> returning.counts(connection, batch));
            size.took(Duration.ofNanos(System.nanoTime() - began), moved[0]);
            keys += moved[0];
            rows += moved[1];
            returning.attempt().report("restored " + rows + " rows");
        }
        return new Moved(keys, rows);
    }

    /**
     * A saved key and its row in one statement.
     *
     * @param value that the row gets
     * @param condition for a row that gets it; in both {@code %1$s} is the column, {@code t} the
     *     row and {@code b} what is saved of it
     */
    private static String giveBack(SavedTable saved, String value, String condition, int size) {
        return """
        with batch as (delete from %1$s where (%2$s) in (select %2$s from %1$s limit %3$d)
                       returning %4$s),
             work as (update %5$s t set %6$s = %7$s from batch b where %8$s%9$s returning 1)
        select (select count(*) from batch), (select count(*) from work)
        """
                .formatted(
                        saved.name().sql(),
                        saved.keyColumns(),
                        size,
                        saved.columns() + (saved.old() ? ", " + SavedTable.OLD : ""),
                        saved.table().sql(),
                        Identifier.quote(saved.column()),
                        value.formatted(Identifier.quote(saved.column())),
                        saved.sameKey("t", "b"),
                        condition.formatted(Identifier.quote(saved.column())));
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
