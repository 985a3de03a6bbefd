package dev.godwit.postgres.inspect.server;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The server is a primary that accepts writes. Asks for defaults: a look itself may not write. */
public final class Writes implements Look {

    private static final String STATE =
            """
            select pg_is_in_recovery() as standby, reset_val = 'on' as read_only, quote_ident(current_user) as me
              from pg_settings where name = 'default_transaction_read_only'
            """;

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        return Rows.of(
                connection,
                STATE,
                row ->
                        row.getBoolean("standby")
                                ? refused("it is a standby", "point the target at the primary")
                                : row.getBoolean("read_only")
                                        ? refused(
                                                "its transactions are read-only by default",
                                                "alter role %s set default_transaction_read_only = off;"
                                                        .formatted(row.getString("me")))
                                        : Check.ok(name(), "the server accepts writes"));
    }

    private Check refused(String because, String next) {
        return new Check(name(), Level.FAILURE, "the server accepts no writes", because, next);
    }
}
