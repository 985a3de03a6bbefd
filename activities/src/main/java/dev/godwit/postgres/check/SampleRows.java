package dev.godwit.postgres.check;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Fills empty tables with a few rows of made-up values, so that something can be lost. A table
 * whose constraints the values do not meet stays empty.
 */
final class SampleRows {

    private static final int ROWS = 20;

    /** Columns that have to be given a value, and the column of another table they refer to. */
    private static final String COLUMNS =
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text,
                   coalesce(b.typcategory, t.typcategory), coalesce(b.typtype, t.typtype),
                   (select pg_catalog.format('select %1$I from %2$s order by %1$I offset (i - 1) %% %3$s limit 1', fa.attname, k.confrelid::regclass, ?::int)
                      from pg_catalog.pg_constraint k
                      join pg_catalog.pg_attribute fa on fa.attrelid = k.confrelid and fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
                     where k.conrelid = a.attrelid and k.contype = 'f' and a.attnum = any(k.conkey) limit 1)
              from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
              left join pg_catalog.pg_type b on b.oid = nullif(t.typbasetype, 0)
             where a.attrelid = pg_catalog.to_regclass(?) and a.attnum > 0 and not a.attisdropped and not a.atthasdef
               and a.attidentity = '' and a.attgenerated = '' order by a.attnum
            """;

    private final Connection connection;

    /** In the caller's transaction. */
    SampleRows(Connection connection) {
        this.connection = connection;
    }

    /** Fills what is empty. @return the tables that stay so */
    TreeSet<String> fill() throws SQLException {
        List<QualifiedName> empty = new ArrayList<>();
        for (QualifiedName table : Contents.names(connection)) {
            if (Rows.holds(
                    connection, "select not exists (select from %s)".formatted(table.sql()))) {
                empty.add(table);
            }
        }
        // A table that refers to another waits for it.
        boolean moved = true;
        while (moved && !empty.isEmpty()) {
            moved = empty.removeIf(this::filled);
        }
        TreeSet<String> left = new TreeSet<>();
        empty.forEach(table -> left.add(table.toString()));
        return left;
    }

    private boolean filled(QualifiedName table) {
        try {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                int rows = statement.executeUpdate(insert(table));
                statement.execute("set constraints all immediate");
                connection.releaseSavepoint(before);
                return rows > 0;
            } catch (SQLException unmet) {
                connection.rollback(before);
                return false;
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the connection is broken", broken);
        }
    }

    private String insert(QualifiedName table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Rows.of(
                connection,
                COLUMNS,
                row -> {
                    names.add(Identifier.quote(row.getString(1)));
                    String refers = row.getString(6);
                    values.add(
                            refers == null
                                    ? value(row.getString(2), row.getString(4), row.getString(5))
                                    : "(" + refers + ")");
                    return true;
                },
                ROWS,
                table.sql());
        return names.isEmpty()
                ? "insert into %s default values".formatted(table.sql())
                : "insert into %s (%s) select %s from pg_catalog.generate_series(1, %d) i"
                        .formatted(
                                table.sql(),
                                String.join(", ", names),
                                String.join(", ", values),
                                ROWS);
    }

    private static String value(String type, String category, String sort) {
        if (sort.equals("e")) {
            return "(pg_catalog.enum_range(null::%1$s))[1 + i %% pg_catalog.array_length(pg_catalog.enum_range(null::%1$s), 1)]"
                    .formatted(type);
        }
        return switch (category) {
            case "N" -> "i::" + type;
            case "B" -> "i % 2 = 0";
            case "D" ->
                    type.startsWith("time ")
                            ? "(time '08:00' + i * interval '1 minute')::" + type
                            : "(timestamp '2024-01-01' + i * interval '1 hour')::" + type;
            case "T" -> "i * interval '1 minute'";
            case "A" -> "'{}'::" + type;
            case "I" -> "'10.0.0.1'::" + type;
            case "S" -> "('v' || i)::" + type;
            default ->
                    switch (type) {
                        case "uuid" -> "pg_catalog.md5(i::text)::uuid";
                        case "json", "jsonb" -> "('{\"v\": ' || i || '}')::" + type;
                        case "bytea" -> "pg_catalog.convert_to('v' || i, 'UTF8')";
                        default -> "null";
                    };
        };
    }
}
