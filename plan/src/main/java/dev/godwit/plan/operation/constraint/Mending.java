package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.shape.Reshaping;
import dev.godwit.plan.operation.shape.ShapeRules;
import dev.godwit.plan.operation.shape.Wanted;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Columns whose rows are mended for a constraint: each gets a second shape, on which the constraint
 * stands, and which takes over once all rows are in it.
 */
final class Mending {

    private final Draft draft;
    private final String word;
    private final Table table;
    private final Location at;
    private final Map<String, Reshaping> shapes = new LinkedHashMap<>();
    private final Map<String, String> fresh = new LinkedHashMap<>();

    Mending(Draft draft, String word, Table table, Location at) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.at = at;
    }

    /**
     * Adds the steps until the second shapes are there.
     *
     * @param up by column; one that is the column itself mends nothing
     * @return whether it can be done
     */
    boolean open(Map<String, String> up, Map<String, String> down) {
        Map<String, String> mended = new LinkedHashMap<>(up);
        mended.entrySet().removeIf(one -> ExpressionRule.isColumn(one.getValue(), one.getKey()));
        for (Map.Entry<String, String> one : mended.entrySet()) {
            String column = one.getKey();
            String back = down.getOrDefault(column, Identifier.quote(column));
            Optional<Column> found = ColumnRules.find(column, table, at, draft);
            if (found.isEmpty()
                    || !ShapeRules.possible(draft, table, found.get(), column, at)
                    || !ShapeRules.apart(draft, table, found.get(), shapes.keySet(), at)
                    || !reshape(found.get(), one.getValue(), back, mended.keySet())) {
                return false;
            }
        }
        int part = 0;
        for (Map.Entry<String, Reshaping> one : shapes.entrySet()) {
            draft.part(++part);
            fresh.put(
                    one.getKey(),
                    one.getValue()
                            .open(
                                    TriggerTime.first(
                                            "a constraint of the column holds for new rows from the beginning")));
        }
        draft.part(0);
        return true;
    }

    private boolean reshape(Column column, String up, String down, Set<String> mended) {
        Optional<Expression> forth = ExpressionRule.over("up", up, table, at, draft);
        Optional<Expression> back = ExpressionRule.over("down", down, table, at, draft);
        if (forth.isEmpty() || back.isEmpty()) {
            return false;
        }
        Set<String> others = new TreeSet<>(forth.get().columns());
        others.addAll(back.get().columns());
        others.retainAll(mended);
        others.remove(column.name());
        if (!others.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-217",
                            at,
                            "the value of %s is computed from %s, which is mended, too"
                                    .formatted(column.name(), String.join(", ", others)),
                            "it would not be the same before and after the two are exchanged",
                            "mend one column in a plan before this one, with alter_column");
            return false;
        }
        String preset = column.defaultExpression();
        draft.part(shapes.size() + 1);
        shapes.put(
                column.name(),
                new Reshaping(
                        draft,
                        word,
                        table,
                        column,
                        new Wanted(
                                column.name(),
                                column.type(),
                                column.notNull(),
                                preset.isEmpty() ? null : preset,
                                column.comment(),
                                forth.get(),
                                back.get(),
                                true),
                        at));
        return true;
    }

    /** The table with the second shapes. */
    Table table() {
        Table now = table;
        for (Reshaping one : shapes.values()) {
            now = one.with(now);
        }
        return now;
    }

    /** The name of a column's second shape for now, or that of the column itself. */
    String fresh(String column) {
        return fresh.getOrDefault(column, column);
    }

    /** A condition over the second shapes. */
    String over(String condition) {
        return Expression.known(condition).with(name -> Identifier.quote(fresh(name)));
    }

    /** Adds the steps by which they take over. @return whether there are any */
    boolean close() {
        int part = 0;
        for (Reshaping one : shapes.values()) {
            draft.part(++part);
            one.close();
        }
        draft.part(0);
        return !shapes.isEmpty();
    }
}
