package dev.godwit.postgres.operation.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table, a plan for it, and what two versions of an application write meanwhile; all of it
 * follows from the random numbers.
 */
final class RandomPlan {

    private static final int ROWS = 300;
    private static final List<String> NAMES =
            List.of("a", "Größe", "order", "we ird", "select", "b2", "Quo\"te", "_x", "mixedCase");
    private static final List<Key> KEYS =
            List.of(
                    new Key("id int", "primary key (id)"),
                    new Key("id int, region text default 'eu'", "primary key (region, id)"),
                    new Key("id int not null", "unique (id)"));

    /** How rows are told apart. */
    private record Key(String columns, String constraint) {}

    private final Random random;
    private final String table;
    private final Key key;
    private final int rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();

    RandomPlan(Random random) {
        this.random = random;
        this.table = random.nextBoolean() ? "things" : "\"Sonder Tabelle\"";
        this.key = pick(KEYS);
        this.rows = random.nextInt(8) == 0 ? 0 : ROWS;
        List<String> names = new ArrayList<>(NAMES);
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            columns.add(
                    new Column(
                            names.remove(random.nextInt(names.size())),
                            pick(List.of(Sort.values())),
                            random.nextInt(3) > 0,
                            ""));
        }
        columns.replaceAll(column -> column.becomes(column.name()));
        for (int i = 0; i < columns.size(); i++) {
            if (operations.size() < 3 && (i == 0 || random.nextBoolean())) {
                columns.set(i, changed(columns.get(i)));
            }
        }
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Column changed(Column column) {
        return switch (random.nextInt(6)) {
            case 0 -> renamed(column);
            case 1 -> dropped(column);
            case 2 -> constrained(column);
            case 3 -> indexed(column);
            default -> retyped(column);
        };
    }

    private Column renamed(Column column) {
        String now = column.name() + " 2";
        operation("rename_column", column, "from", "to: " + yaml(now));
        return column.becomes(now);
    }

    private Column dropped(Column column) {
        String down = column.sort().value.replace("#", "1");
        operation("drop_column", column, "column", column.nullable() ? "" : "down: " + yaml(down));
        return column.becomes(null);
    }

    private Column constrained(Column column) {
        if (!column.nullable()) {
            operation("alter_column", column, "column", "nullable: true");
        } else {
            operation(
                    "alter_column",
                    column,
                    "column",
                    "nullable: false, up: " + yaml(column.sort().value.replace("#", "7")));
        }
        return column;
    }

    private Column indexed(Column column) {
        if (!column.sort().comparable) {
            return retyped(column);
        }
        operations.add(
                "  - create_index: { table: %s, name: an_index_%d, columns: { %s: {} } }"
                        .formatted(yaml(table), operations.size(), yaml(column.name())));
        return column;
    }

    private Column retyped(Column column) {
        if (column.sort().changes.isEmpty()) {
            return renamed(column);
        }
        Sort.Change change = pick(column.sort().changes);
        operation(
                "alter_column",
                column,
                "column",
                "type: %s, up: %s, down: %s"
                        .formatted(
                                yaml(change.type()),
                                yaml(change.up().replace("@", column.quoted())),
                                yaml(change.down().replace("@", column.quoted()))));
        return column;
    }

    private void operation(String word, Column column, String key, String rest) {
        operations.add(
                "  - %s: { table: %s, %s: %s%s }"
                        .formatted(
                                word,
                                yaml(table),
                                key,
                                yaml(column.name()),
                                rest.isEmpty() ? "" : ", " + rest));
    }

    private static String yaml(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The plan. */
    String text() {
        return "operations:\n" + String.join("\n", operations) + "\n";
    }

    /** What is there beforehand: sometimes nothing but the table. */
    String[] given() {
        String definitions =
                columns.stream()
                        .map(
                                column ->
                                        ", %s %s%s"
                                                .formatted(
                                                        column.quoted(),
                                                        column.sort().sql,
                                                        column.nullable() ? "" : " not null"))
                        .collect(Collectors.joining());
        String values =
                columns.stream()
                        .map(column -> ", " + column.value("i"))
                        .collect(Collectors.joining());
        return new String[] {
            "create table %s (%s%s, %s)"
                    .formatted(table, key.columns(), definitions, key.constraint()),
            "insert into %s (id%s) select i%s from generate_series(1, %d) i"
                    .formatted(table, names(columns, false), values, rows)
        };
    }

    /** What running code writes. */
    String[] before() {
        return writes(columns, false);
    }

    /** What new code writes. */
    String[] after() {
        return writes(columns.stream().filter(column -> column.now() != null).toList(), true);
    }

    private String[] writes(List<Column> written, boolean later) {
        String values =
                written.stream().map(column -> ", " + full(column)).collect(Collectors.joining());
        List<String> statements = new ArrayList<>();
        statements.add(
                "insert into "
                        + table
                        + " (id"
                        + names(written, later)
                        + ") values (%1$d"
                        + values
                        + ")");
        if (!written.isEmpty()) {
            Column column = written.get(written.size() - 1);
            String name = Column.quote(later ? nowOf(column) : column.name());
            statements.add(
                    "update "
                            + table
                            + " set "
                            + name
                            + " = "
                            + full(column)
                            + " where id = %1$d %% "
                            + ROWS);
        }
        statements.add("delete from " + table + " where id = %1$d - 20");
        return statements.toArray(String[]::new);
    }

    /** As a format of the number; NULL is for rows that are there, since NOT NULL may stand. */
    private static String full(Column column) {
        return new Column(column.name(), column.sort(), false, column.now())
                .value("#")
                .replace("%", "%%")
                .replace("#", "%1$d");
    }

    private static String names(List<Column> columns, boolean later) {
        return columns.stream()
                .map(column -> later ? nowOf(column) : column.name())
                .map(name -> ", " + Column.quote(name))
                .collect(Collectors.joining());
    }

    private static String nowOf(Column column) {
        @Nullable String now = column.now();
        return now == null ? column.name() : now;
    }
}
