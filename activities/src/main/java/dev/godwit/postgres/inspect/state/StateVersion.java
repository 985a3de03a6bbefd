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

    @Override
    public String name() {
        return "state schema";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        if (!Rows.holds(connection, "select to_regclass('godwit.flyway_history') is not null")) {
            return List.of(Check.ok(name(), "is not there yet; the first run creates it"));
        }
        int found = Rows.of(connection, APPLIED, row -> row.getInt(1)).getFirst();
        if (found > StateSchema.VERSION) {
            return List.of(
                    new Check(
                            name(),
                            Level.FAILURE,
                            "schema godwit is at version %d, this worker knows versions up to %d"
                                    .formatted(found, StateSchema.VERSION),
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
