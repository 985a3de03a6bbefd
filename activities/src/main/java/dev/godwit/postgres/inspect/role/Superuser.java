package dev.godwit.postgres.inspect.role;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The role has no more power than it needs. */
public final class Superuser implements Look {

    @Override
    public String name() {
        return "least privilege";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        return List.of(
                Rows.holds(connection, "select current_setting('is_superuser') = 'on'")
                        ? new Check(
                                name(),
                                Level.NOTE,
                                "the target's role is a superuser",
                                "Godwit needs to own its tables and to keep a schema, no more; a plan's"
                                        + " own SQL runs with every power of the role",
                                "godwit init prints the script of a role with what is needed")
                        : Check.ok(name(), "the target's role is no superuser"));
    }
}
