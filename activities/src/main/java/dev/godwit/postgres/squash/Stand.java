package dev.godwit.postgres.squash;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.check.Contents;
import dev.godwit.postgres.drift.CatalogScan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schema and rows of a database at one moment. */
record Stand(Catalog catalog, Map<String, TableRows> tables) {

    private static final String RECORD = "django_migrations";

    Stand {
        tables = new TreeMap<>(tables);
    }

    static Stand of(Connection connection) throws SQLException {
        Map<String, TableRows> tables = new TreeMap<>();
        for (QualifiedName table : Contents.names(connection)) {
            tables.put(table.toString(), TableRows.of(connection, table));
        }
        return new Stand(CatalogScan.read(connection), tables);
    }

    long rows() {
        return tables.values().stream().mapToLong(TableRows::count).sum();
    }

    /**
     * In what its schema is another than there.
     *
     * @param here words for this one: "with the originals"
     */
    List<String> otherSchema(Stand there, String here, String other) {
        List<String> words = new ArrayList<>();
        for (Difference one : Comparison.of(catalog, there.catalog)) {
            // A record of Django's may be there from the first migration on.
            if (!one.object().contains(RECORD)) {
                words.add(words(one, here, other));
            }
        }
        return words;
    }

    private static String words(Difference one, String here, String other) {
        return switch (one.way()) {
            case ADDED -> "%s only %s".formatted(one.object(), here);
            case MISSING -> "%s only %s".formatted(one.object(), other);
            case CHANGED -> {
                List<String> traits = new ArrayList<>();
                one.traits()
                        .forEach(
                                (trait, values) ->
                                        traits.add(
                                                "%s %s %s, %s %s"
                                                        .formatted(
                                                                trait,
                                                                shown(values.here()),
                                                                here,
                                                                shown(values.there()),
                                                                other)));
                yield "%s: %s".formatted(one.object(), String.join("; ", traits));
            }
        };
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    /**
     * In which tables it holds other rows than there.
     *
     * @param loose columns by table whose values are others each time
     */
    List<String> otherRows(Stand there, Map<String, Set<String>> loose, String here, String other) {
        List<String> words = new ArrayList<>();
        tables.forEach(
                (table, rows) -> {
                    TableRows others = there.tables.get(table);
                    if (others == null || rows.digest().equals(others.digest())) {
                        return;
                    }
                    if (rows.count() != others.count()) {
                        words.add(
                                "%s has %d rows %s, %d %s"
                                        .formatted(
                                                table, rows.count(), here, others.count(), other));
                        return;
                    }
                    Set<String> columns = new TreeSet<>(rows.otherColumns(others));
                    boolean together = columns.isEmpty() && !loose.containsKey(table);
                    columns.removeAll(loose.getOrDefault(table, Set.of()));
                    if (!columns.isEmpty() || together) {
                        words.add(
                                "%s has other values in %s"
                                        .formatted(
                                                table,
                                                together
                                                        ? "its rows, though not in one column"
                                                        : String.join(", ", columns)));
                    }
                });
        return words;
    }

    /** Columns by table whose values are others there, of tables with as many rows. */
    Map<String, Set<String>> otherColumns(Stand there) {
        Map<String, Set<String>> other = new LinkedHashMap<>();
        tables.forEach(
                (table, rows) -> {
                    TableRows others = there.tables.get(table);
                    if (others != null && !rows.otherColumns(others).isEmpty()) {
                        other.put(table, rows.otherColumns(others));
                    }
                });
        return other;
    }
}
