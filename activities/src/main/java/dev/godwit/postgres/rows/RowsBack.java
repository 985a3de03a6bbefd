package dev.godwit.postgres.rows;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.PutRows;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.fill.lane.BatchSize;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Puts deleted rows back, in batches; a row leaves the copy in the statement that inserts it. One
 * that something stands in the way of stays there, with the reason, and is not tried again.
 */
public final class RowsBack {

    private static final int FIRST = 1_000;
    private static final int MOST = 50_000;
    private static final Duration TARGET = Duration.ofMillis(50);
    private static final String TAKEN = "its key or another unique value is taken";

    /** Failures that one row causes: its data, a constraint, a trigger. */
    private static final Set<String> DATA = Set.of("22", "23", "44", "P0");

    private final SavedWhole saved;
    private final Returning rows;
    private final RowFailure failure;

    /** Of a step. */
    public RowsBack(Database database, long run, int step, PutRows put, Attempt attempt) {
        this.saved = SavedWhole.of(put.saved(), put.table(), put.key());
        this.rows = Returning.of(database, run, step, put.table(), attempt);
        this.failure =
                new RowFailure(
                        database,
                        run,
                        step,
                        "GW-319",
                        "deleted rows of %s cannot be put back".formatted(put.table()),
                        "mend it, then roll back again; the rows are kept in " + saved.name());
    }

    /**
     * Puts them back; drops the copy when nothing is left in it.
     *
     * @return what was done, in one line
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     */
    public String run() throws SQLException {
        try {
            if (!rows.begin(saved::exists)) {
                return "no row was deleted, or all were put back before";
            }
            long done = drain();
            return rows.transaction(connection -> end(connection, done));
        } catch (SQLException cause) {
            rows.attempt().check(); // a cancelled statement of an ended attempt is no failure
            throw failure.rethrow(cause);
        }
    }

    private long drain() throws SQLException {
        BatchSize size = new BatchSize(FIRST, MOST, () -> TARGET);
        long put = 0;
        for (long tried = 1; tried > 0; ) {
            int most = size.get();
            long began = System.nanoTime();
            try {
                long[] moved = rows.transaction(connection -> batch(connection, most));
                tried = moved[0];
                put += moved[1];
                size.took(Duration.ofNanos(System.nanoTime() - began), moved[0]);
            } catch (SQLException refused) {
                if (!causedByRow(refused)) {
                    throw refused;
                }
                if (most == 1) {
                    rows.transaction(connection -> stays(connection, refused));
                }
                size.halve();
            }
            rows.attempt().report("put back " + put + " rows");
        }
        return put;
    }

    private static boolean causedByRow(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.length() == 5 && DATA.contains(state.substring(0, 2));
    }

    private long[] batch(Connection connection, int most) throws SQLException {
        List<String> columns = saved.taken(connection);
        String sql =
                """
                with batch as materialized (select %1$s from %2$s where %3$s is null order by %1$s limit %4$d),
                     work as (insert into %5$s (%6$s) overriding system value
                              select %7$s from %2$s s join batch b on %8$s on conflict do nothing returning %1$s),
                     gone as (delete from %2$s s using work w where %9$s returning 1),
                     left_over as (update %2$s s set %3$s = %10$s from batch b where %8$s
                                   and not exists (select from work w where %9$s))
                select (select count(*) from batch), (select count(*) from gone)
                """
                        .formatted(
                                saved.keys(),
                                saved.name().sql(),
                                SavedWhole.STAYS,
                                most,
                                saved.table().sql(),
                                String.join(", ", columns),
                                columns.stream().map(name -> "s." + name).collect(joining(", ")),
                                saved.sameKey("s", "b"),
                                saved.sameKey("s", "w"),
                                Identifier.literal(TAKEN));
        return rows.counts(connection, sql);
    }

    /** The first that is left is what was tried last. */
    private boolean stays(Connection connection, SQLException refused) throws SQLException {
        String sql =
                "update %1$s s set %2$s = %3$s from (select %4$s from %1$s where %2$s is null order by %4$s limit 1) b where %5$s"
                        .formatted(
                                saved.name().sql(),
                                SavedWhole.STAYS,
                                Identifier.literal(SqlFailure.words(refused)),
                                saved.keys(),
                                saved.sameKey("s", "b"));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeUpdate(sql) == 1;
        }
    }

    private String end(Connection connection, long put) throws SQLException {
        List<String> left =
                Rows.of(
                        connection,
                        "select format('%s (%s)', count(*), %s) from %s group by %s order by count(*) desc"
                                .formatted(
                                        "%s",
                                        "%s",
                                        SavedWhole.STAYS,
                                        saved.name().sql(),
                                        SavedWhole.STAYS),
                        row -> row.getString(1));
        String done = "%d rows of %s put back".formatted(put, saved.table());
        if (left.isEmpty()) {
            saved.drop(connection);
            return done;
        }
        return done + "; these stay in " + saved.name() + ": " + String.join(", ", left);
    }
}
