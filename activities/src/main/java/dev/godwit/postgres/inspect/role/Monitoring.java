package dev.godwit.postgres.inspect.role;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The role sees what other sessions do, so that whoever holds a lock can be named. */
public final class Monitoring implements Look {

    /** Whether the role sees all of pg_stat_activity and its neighbours. */
    public static final String SEES =
            "select pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        if (Rows.holds(connection, SEES)) {
            return List.of(Check.ok(name(), "the role sees what other sessions do"));
        }
        String role =
                Rows.of(connection, "select quote_ident(current_user)", row -> row.getString(1))
                        .getFirst();
        return List.of(
                new Check(
                        name(),
                        Level.NOTE,
                        "the role does not see what other roles' sessions do",
                        "who holds a lock, and how far standbys are behind, cannot be said",
                        "grant pg_monitor to %s;".formatted(role)));
    }
}
