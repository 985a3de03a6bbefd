package dev.godwit.postgres.inspect.state;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Schema godwit is one that this worker knows. Looks without Flyway, which would wait for locks.
 */
public final class StateVersion implements Look {

    private static final String APPLIED =
            "select coalesce(max(version::int), 0) from godwit.flyway_history where success and version ~ '^[0-9]+$'";

    /** The version that is there; 0 where there is no such schema. */
    public static int read(Connection connection) throws SQLException {
        return Rows.exists(connection, "godwit.flyway_history")
                ? Rows.of(connection, APPLIED, row -> row.getInt(1)).getFirst()
                : 0;
    }

    /** Says that it is one that this worker does not know. */
    public static String newer(int found) {
        return "schema godwit is at version %d, this worker knows versions up to %d"
                .formatted(found, StateSchema.VERSION);
    }

    @Override
    public String name() {
        return "state schema";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        int found = read(connection);
        if (found == 0) {
            return List.of(Check.ok(name(), "is not there yet; the first run creates it"));
        }
        if (found > StateSchema.VERSION) {
            return List.of(
                    new Check(
                            name(),
                            Level.FAILURE,
                            newer(found),
                            "a newer Godwit has been on this target; an older one must not write there",
                            "upgrade the worker of this target"));
        }
        return List.of(
                Check.ok(
                        name(),
                        found == StateSchema.VERSION
                                ? "schema godwit is at version " + found
                                : "schema godwit is at version %d; the next run brings it to %d"
                                        .formatted(found, StateSchema.VERSION)));
    }
}
