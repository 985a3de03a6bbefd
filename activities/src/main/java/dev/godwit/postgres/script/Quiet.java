package dev.godwit.postgres.script;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose triggers are silent for a while, within one transaction that has locked it anyway:
 * what comes back has been written before, and nobody is to be told again.
 */
final class Quiet {

    // 'R' fires on replicas only, and what is internal guards foreign keys.
    private static final String LOUD =
            """
            select tgname, tgenabled = 'A' as always from pg_catalog.pg_trigger
             where tgrelid = pg_catalog.to_regclass(?) and not tgisinternal and tgenabled in ('O', 'A') order by 1
            """;

    private record Trigger(String name, boolean always) {}

    private final Connection connection;
    private final QualifiedName table;
    private final List<Trigger> silenced = new ArrayList<>();

    private Quiet(Connection connection, QualifiedName table) {
        this.connection = connection;
        this.table = table;
    }

    /** Silences them until {@link #end}, or until the transaction is rolled back. */
    static Quiet on(Connection connection, QualifiedName table) throws SQLException {
        Quiet quiet = new Quiet(connection, table);
        quiet.silenced.addAll(
                Rows.of(
                        connection,
                        LOUD,
                        row -> new Trigger(row.getString(1), row.getBoolean(2)),
                        table.sql()));
        for (Trigger trigger : quiet.silenced) {
            quiet.alter("disable", trigger);
        }
        return quiet;
    }

    /** They fire again as they did. */
    void end() throws SQLException {
        if (!silenced.isEmpty()) {
            // A check that waits for the commit would keep the table from being altered.
            Kept.execute(connection, "set constraints all immediate");
        }
        for (Trigger trigger : silenced) {
            alter(trigger.always() ? "enable always" : "enable", trigger);
        }
        silenced.clear();
    }

    private void alter(String how, Trigger trigger) throws SQLException {
        Kept.execute(
                connection,
                "alter table %s %s trigger %s"
                        .formatted(table.sql(), how, Identifier.quote(trigger.name())));
    }
}
