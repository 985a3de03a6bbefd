package dev.godwit.plan.operation.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.schema.Column;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How rows of one table are written into another of the same columns: there by {@code up}, or back
 * by {@code down}.
 *
 * @param from the table that is written by the application
 * @param to the one that follows
 * @param columns of both, those that can be written
 * @param key of both
 * @param changes the columns whose types differ
 * @param back whether the one that follows is the old one
 */
record Way(
        QualifiedName from,
        QualifiedName to,
        List<Column> columns,
        List<Work.KeyColumn> key,
        List<Change> changes,
        boolean back) {

    /** The other one's row, in a comparison. */
    private static final String OTHER = "_godwit_t.";

    private static final Set<String> WITHOUT_EQUALITY =
            Set.of("json", "xml", "point", "lseg", "box", "path", "polygon", "circle");

    /** The other way between the same two, under the names that they have then. */
    Way turned(QualifiedName fresh, QualifiedName old) {
        return new Way(fresh, old, columns, key, changes, true);
    }

    static String quoted(String name) {
        return Identifier.quote(name);
    }

    static String bound(Expression expression, String row, String type) {
        return "(%s\n)::%s".formatted(expression.with(name -> row + quoted(name)), type);
    }

    static String same(String one, String other, String type) {
        String element = type.endsWith("[]") ? type.substring(0, type.indexOf('[')) : type;
        String plain = WITHOUT_EQUALITY.contains(element) ? "::text" : "";
        return "%s%s is not distinct from %s%s".formatted(one, plain, other, plain);
    }

    /** What the other one holds. @param row variable with a dot, or empty for bare names */
    List<ShadowWork.Value> values(String row) {
        Map<String, Change> changed = changed();
        return columns.stream()
                .map(
                        column -> {
                            Change change = changed.get(column.name());
                            String value =
                                    change == null
                                            ? row + quoted(column.name())
                                            : back ? change.down(row) : change.up(row);
                            return new ShadowWork.Value(column.name(), value);
                        })
                .toList();
    }

    private Map<String, Change> changed() {
        return changes.stream().collect(Collectors.toMap(one -> one.old().name(), one -> one));
    }

    /** As SQL: true for a row of the table that has no equal in the other one. */
    String differs() {
        String row = quoted(from.name()) + ".";
        return "not exists (select from %s as _godwit_t where %s and %s)"
                .formatted(to.sql(), sameKey(OTHER, row), equal(row));
    }

    /** As SQL: true for a row of the other one that has none in the table. */
    String stray() {
        return "not exists (select from %s as _godwit_t where %s)"
                .formatted(from.sql(), sameKey(OTHER, quoted(to.name()) + "."));
    }

    /**
     * The bytes of what is not changed, since not all types have equality, and not all equality is
     * sameness.
     */
    private String equal(String row) {
        Map<String, Change> changed = changed();
        List<String> conditions = new ArrayList<>();
        List<Column> unchanged =
                columns.stream().filter(column -> !changed.containsKey(column.name())).toList();
        Function<String, String> record =
                of ->
                        unchanged.stream()
                                .map(column -> of + quoted(column.name()))
                                .collect(joining(", ", "row(", ")::record"));
        String same = samePlain(unchanged, row, record);
        if (!same.isEmpty()) {
            conditions.add(same);
        }
        for (Change change : changes) {
            String old = back ? OTHER : row;
            String fresh = back ? row : OTHER;
            String up = change.upFits(old, fresh);
            String down = change.downFits(old, fresh);
            boolean lossy = change.wanted().lossy();
            conditions.add(
                    !lossy ? up + " and " + down : back ? "(" + up + " or " + down + ")" : up);
        }
        return String.join(" and ", conditions);
    }

    private static String samePlain(
            List<Column> unchanged, String row, Function<String, String> record) {
        return unchanged.isEmpty()
                ? ""
                : "%s operator(pg_catalog.*=) %s".formatted(record.apply(OTHER), record.apply(row));
    }

    /** As SQL: true for two rows of one key. */
    String sameKey(String one, String other) {
        return key.stream()
                .map(column -> one + quoted(column.name()) + " = " + other + quoted(column.name()))
                .collect(joining(" and "));
    }

    /** The names of the key's columns, in a list. */
    String keyColumns() {
        return key.stream().map(column -> quoted(column.name())).collect(joining(", "));
    }

    /** An INSERT of a row, or the UPDATE of the one that is there. */
    String upsert(String row) {
        List<ShadowWork.Value> values = values(row);
        // The key, too: two that are equal need not be the same bytes.
        String set =
                columns.stream()
                        .filter(column -> !column.identity())
                        .map(column -> "%1$s = excluded.%1$s".formatted(quoted(column.name())))
                        .collect(joining(", "));
        return "insert into %s (%s) overriding system value values (%s) on conflict (%s) do %s"
                .formatted(
                        to.sql(),
                        values.stream().map(one -> quoted(one.column())).collect(joining(", ")),
                        values.stream().map(ShadowWork.Value::expression).collect(joining(", ")),
                        keyColumns(),
                        set.isEmpty() ? "nothing" : "update set " + set);
    }
}
