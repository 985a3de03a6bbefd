package dev.godwit.postgres.operation;

import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that a database holds outside schema godwit.
 *
 * @param schema as pg_dump says it
 * @param rows a line for each row of each table, whatever the order of its columns
 */
record Contents(String schema, String rows) {

    private static final String TABLES =
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'godwit') order by 1
            """;

    static Contents of(TestPostgres target) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (String table : target.texts(TABLES)) {
            List<String> lines =
                    target.texts("select to_jsonb(t)::text from %s t order by 1".formatted(table));
            rows.append(table).append('\n').append(String.join("\n", lines)).append('\n');
        }
        return new Contents(SchemaDump.of(target), rows.toString());
    }

    /** The same but for the order of columns, which PostgreSQL cannot bring back. */
    Contents inAnyOrder() {
        return new Contents(
                schema.lines()
                        .map(
                                line ->
                                        line.endsWith(",")
                                                ? line.substring(0, line.length() - 1)
                                                : line)
                        .sorted()
                        .collect(Collectors.joining("\n")),
                rows);
    }
}
