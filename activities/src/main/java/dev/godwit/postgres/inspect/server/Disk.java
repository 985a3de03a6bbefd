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

/** How much there is, since PostgreSQL cannot say how much would still fit. */
public final class Disk implements Look {

    // Estimates of the catalog: exact sizes would wait for whoever holds the tables.
    private static final String LARGEST =
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                   c.relpages::bigint * current_setting('block_size')::bigint as bytes
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and c.relpages > 0 and n.nspname not in ('pg_catalog', 'information_schema', 'godwit')
             order by c.relpages desc limit 1
            """;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        long all =
                Rows.of(
                                connection,
                                "select pg_database_size(current_database())",
                                row -> row.getLong(1))
                        .getFirst();
        List<String> largest =
                Rows.of(
                        connection,
                        LARGEST,
                        row ->
                                ", its largest table, %s, %s"
                                        .formatted(
                                                row.getString("name"),
                                                Words.bytes(row.getLong("bytes"))));
        return List.of(
                new Check(
                        name(),
                        Level.NOTE,
                        "the database has %s%s"
                                .formatted(
                                        Words.bytes(all),
                                        largest.isEmpty() ? "" : largest.getFirst()),
                        "PostgreSQL cannot say how much is free; a fill writes every row of its table"
                                + " anew, in the table and in the WAL",
                        "look on the server: df -h"));
    }
}
