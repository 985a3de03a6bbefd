package dev.godwit.postgres.squash;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a table holds, whatever the order of its rows and columns. Digests only: no value is in it.
 *
 * @param digest of all rows
 * @param columns a digest of the values of each column
 */
record TableRows(long count, String digest, Map<String, String> columns) {

    private static final String WHOLE =
            "select count(*), coalesce(md5(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text)), '') from only %s t";

    private static final String BY_COLUMN =
            """
            select v.key, md5(string_agg(v.value::text, ',' order by v.value::text))
              from only %s t, pg_catalog.jsonb_each(pg_catalog.to_jsonb(t)) v group by v.key
            """;

    TableRows {
        columns = Map.copyOf(columns);
    }

    static TableRows of(Connection connection, QualifiedName table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        Rows.of(
                connection,
                BY_COLUMN.formatted(table.sql()),
                row -> columns.put(row.getString(1), row.getString(2)) == null);
        return Rows.of(
                        connection,
                        WHOLE.formatted(table.sql()),
                        row -> new TableRows(row.getLong(1), row.getString(2), columns))
                .getFirst();
    }

    /** Columns whose values are others there. */
    Set<String> otherColumns(TableRows there) {
        Set<String> other = new TreeSet<>(there.columns.keySet());
        other.addAll(columns.keySet());
        other.removeIf(
                column -> columns.getOrDefault(column, "").equals(there.columns.get(column)));
        return other;
    }
}
