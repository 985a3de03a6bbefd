package dev.godwit.postgres.check;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.drift.KnownMigrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tables of a database hold, but what tools fill by themselves, whatever the order of
 * their columns and rows.
 */
public record Contents(Map<String, String> tables, long rows) {

    private static final String TABLES =
            """
            select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'godwit') and n.nspname !~ '^pg_t'
               and not c.relname = any(?) order by 1, 2
            """;

    private static final List<String> FILLED = List.of("django_content_type", "auth_permission");

    /** Its tables, in order, but those that tools fill. */
    public static List<QualifiedName> names(Connection connection) throws SQLException {
        List<String> ofTools = new ArrayList<>(FILLED);
        ofTools.addAll(KnownMigrations.tables(connection));
        return Rows.of(
                connection,
                TABLES,
                row -> new QualifiedName(row.getString(1), row.getString(2)),
                ofTools);
    }

    static Contents of(Connection connection) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        long rows = 0;
        for (QualifiedName table : names(connection)) {
            List<String> one =
                    Rows.of(
                            connection,
                            """
                            select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text)), '') from only %s t
                            """
                                    .formatted(table.sql()),
                            row -> row.getString(1));
            tables.put(table.toString(), one.getFirst());
            rows += Long.parseLong(one.getFirst().substring(0, one.getFirst().indexOf(' ')));
        }
        return new Contents(tables, rows);
    }

    /** Tables that hold something else than before. */
    List<String> changedSince(Contents before) {
        List<String> changed = new ArrayList<>();
        before.tables()
                .forEach(
                        (table, hash) -> {
                            if (!hash.equals(tables.get(table))) {
                                changed.add(table);
                            }
                        });
        return changed;
    }
}
