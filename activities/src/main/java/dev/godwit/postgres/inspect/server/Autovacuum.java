package dev.godwit.postgres.inspect.server;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A fill leaves a dead row version for every row: somebody must clear them away. */
public final class Autovacuum implements Look {

    private static final int NAMED = 5;

    private static final String OFF =
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and exists (
               select from pg_options_to_table(c.reloptions) where option_name = 'autovacuum_enabled' and option_value in ('false', 'off', '0', 'no'))
             order by 1
            """;

    @Override
    public String name() {
        return "autovacuum";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        if (Rows.holds(connection, "select current_setting('autovacuum') <> 'on'")) {
            return List.of(
                    new Check(
                            name(),
                            Level.WARNING,
                            "is off",
                            "a fill leaves a dead version of every row behind, and tables stay swollen",
                            "alter system set autovacuum = on; select pg_reload_conf();"));
        }
        List<String> off = Rows.of(connection, OFF, row -> row.getString(1));
        return List.of(
                off.isEmpty()
                        ? Check.ok(name(), "is on")
                        : new Check(
                                name(),
                                Level.NOTE,
                                "is off for %s"
                                        .formatted(
                                                Words.some(
                                                        off.stream().limit(NAMED).toList(),
                                                        off.size())),
                                "what a fill leaves behind there is cleared by hand only",
                                "vacuum (analyze) %s;  after a fill".formatted(off.getFirst())));
    }
}
