package dev.godwit.postgres.fill.range;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A key as SQL. A position is a JSON array of the key's values as text; empty is before all. */
final class Key {

    private final List<String> columns;
    private final List<KeyColumn> key;

    private Key(List<KeyColumn> key, Map<String, String> collations) {
        this.key = key;
        this.columns =
                key.stream()
                        .map(
                                column ->
                                        Identifier.quote(column.name())
                                                + collations.getOrDefault(column.name(), ""))
                        .toList();
    }

    /**
     * Reads the collations of the unique index that makes it a key, where they are not the columns'
     * own: only in the index's order are the rows distinct and the ranges quick to find.
     */
    static Key read(Connection connection, QualifiedName table, List<KeyColumn> key)
            throws SQLException {
        String sql =
                """
                select a.attname, ' collate ' || quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                  from (select indexrelid, indrelid, indkey::int2[] as attributes, indcollation::oid[] as collations
                          from pg_index
                         where indrelid = ?::regclass and indisunique and indisvalid and indpred is null
                           and (select array_agg(k.attname::text order by k.attname::text) from pg_attribute k
                                 where k.attrelid = indrelid and k.attnum = any ((indkey::int2[])[0:indnkeyatts - 1])) = ?
                         order by indisprimary desc, indexrelid limit 1) i
                 cross join generate_subscripts(i.collations, 1) as s
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.attributes[s]
                  join pg_collation l on l.oid = i.collations[s]
                  join pg_namespace n on n.oid = l.collnamespace
                 where l.oid <> a.attcollation
                """;
        Map<String, String> collations = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table.sql());
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            key.stream().map(KeyColumn::name).sorted().toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    collations.put(row.getString(1), row.getString(2));
                }
            }
        }
        return new Key(key, collations);
    }

    /** The columns in order, for ORDER BY. */
    String order() {
        return String.join(", ", columns);
    }

    /** The columns in reverse order, for ORDER BY. */
    String reverse() {
        return columns.stream().map(column -> column + " desc").collect(joining(", "));
    }

    /**
     * The columns as text, for a select list. Under names of their own: ORDER BY would take a
     * result column of the key's name before the key itself, and sort by text.
     */
    String texts() {
        List<String> texts = new ArrayList<>();
        for (KeyColumn column : key) {
            texts.add(
                    "%s::text as _godwit_key_%d"
                            .formatted(Identifier.quote(column.name()), texts.size()));
        }
        return String.join(", ", texts);
    }

    /** Reads what {@link #texts()} selected. */
    String position(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= key.size(); i++) {
            values.add(row.getString(i));
        }
        return StepJson.write(values);
    }

    /** A comparison of the whole key, for example {@code ("a", "b") > ('1'::int, 'x'::text)}. */
    String compare(String operator, String position) {
        String[] values = StepJson.read(position, String[].class);
        List<String> casts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            casts.add(Identifier.literal(values[i]) + "::" + key.get(i).type());
        }
        return key.size() == 1
                ? columns.getFirst() + " " + operator + " " + casts.getFirst()
                : "(" + order() + ") " + operator + " (" + String.join(", ", casts) + ")";
    }

    /** The only value of a position. */
    String value(String position) {
        String[] values = StepJson.read(position, String[].class);
        return Identifier.literal(values[0]) + "::" + key.getFirst().type();
    }
}
