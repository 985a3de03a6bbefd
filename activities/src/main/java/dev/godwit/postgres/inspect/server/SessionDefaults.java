package dev.godwit.postgres.inspect.server;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What role, database and server set for a new session, as far as Godwit does not set it itself.
 * Lock and statement time-outs and the search path are set for every transaction, so the role's own
 * do not matter.
 */
public final class SessionDefaults implements Look {

    private static final String SETTINGS =
            """
            select name, reset_val, quote_ident(current_user) as me from pg_settings
             where name in ('transaction_timeout', 'idle_session_timeout') and reset_val <> '0'
                or name = 'default_transaction_isolation' and reset_val <> 'read committed'
                or name = 'session_replication_role' and reset_val <> 'origin'
             order by name
            """;

    @Override
    public String name() {
        return "session defaults";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Check> checks = new ArrayList<>();
        checks.addAll(
                Rows.of(
                        connection,
                        SETTINGS,
                        row ->
                                check(
                                        row.getString("name"),
                                        row.getString("reset_val"),
                                        row.getString("me"))));
        if (checks.isEmpty()) {
            checks.add(Check.ok(name(), "nothing that disturbs"));
        }
        return checks;
    }

    private Check check(String setting, String value, String role) {
        String reset = "alter role %s reset %s;".formatted(role, setting);
        String said = "%s = %s".formatted(setting, value);
        return switch (setting) {
            case "transaction_timeout" ->
                    new Check(
                            name(),
                            Level.WARNING,
                            said + " ms",
                            "building an index or validating a constraint is one long transaction,"
                                    + " and the server would end it",
                            "alter role %s set transaction_timeout = 0;".formatted(role));
            case "idle_session_timeout" ->
                    new Check(
                            name(),
                            Level.NOTE,
                            said + " ms",
                            "the worker's idle connections are ended by the server; it opens new ones",
                            "alter role %s set idle_session_timeout = 0;".formatted(role));
            case "session_replication_role" ->
                    new Check(
                            name(),
                            Level.FAILURE,
                            said,
                            "triggers and foreign keys do not work for the role's writes",
                            reset);
            default ->
                    new Check(
                            name(),
                            Level.WARNING,
                            said,
                            "batches that meet other writers fail and are repeated more often",
                            "alter role %s set %s = 'read committed';".formatted(role, setting));
        };
    }
}
