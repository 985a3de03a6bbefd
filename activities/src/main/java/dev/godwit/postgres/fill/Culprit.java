package dev.godwit.postgres.fill;

import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;

/** Narrows a failing range down to the failing row, by halving, in rolled-back transactions. */
final class Culprit {

    private static final int TRIES = 64;

    private final Database database;
    private final Scope scope;
    private final Ranges ranges;
    private final Function<Range, String> update;

    Culprit(Database database, Scope scope, Ranges ranges, Function<Range, String> update) {
        this.database = database;
        this.scope = scope;
        this.ranges = ranges;
        this.update = update;
    }

    /** Where it fails, for people; as narrow as it could be found. Holds no row value. */
    String find(Range failing, String table, Attempt attempt) {
        Range range = failing;
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                attempt.check();
                Range whole = range;
                Optional<String> middle =
                        database.tryOut(scope, connection -> ranges.middle(connection, whole));
                if (middle.isEmpty()) {
                    break;
                }
                Range first = new Range(range.from(), middle.get());
                range = fails(first) ? first : new Range(middle.get(), range.to());
            }
            return ranges.describe(range) + row(range, table);
        } catch (SQLException elsewhere) {
            return ranges.describe(range); // the server fails otherwise now: as near as it got
        }
    }

    private boolean fails(Range range) throws SQLException {
        try {
            return database.tryOut(scope, connection -> execute(connection, range));
        } catch (SQLException failure) {
            if (SqlFailure.of(failure) == SqlFailure.PERMANENT) {
                return true;
            }
            throw failure;
        }
    }

    private boolean execute(Connection connection, Range range) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(update.apply(range));
            return false;
        }
    }

    /** The row's ctid, where the range is down to one row and does not say it itself. */
    private String row(Range range, String table) throws SQLException {
        return database.tryOut(
                scope,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.setEscapeProcessing(false);
                        try (ResultSet row =
                                statement.executeQuery(
                                        "select ctid::text from %s where %s limit 2"
                                                .formatted(table, ranges.condition(range)))) {
                            String ctid = row.next() ? row.getString(1) : "";
                            boolean said = ranges.describe(range).contains(ctid);
                            return row.next() || said ? "" : ", ctid " + ctid;
                        }
                    }
                });
    }
}
