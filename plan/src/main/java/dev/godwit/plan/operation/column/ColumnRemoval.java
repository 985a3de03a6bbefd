package dev.godwit.plan.operation.column;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.constraint.Dropping;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.fill.SyncFunction;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.operation.shape.ColumnDestruction;
import dev.godwit.plan.operation.shape.RowTrigger;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that take a column away. In apply new code may leave it out. In contract what stands on
 * it goes, it is renamed so that nobody writes it any more, its values are copied by key, compared,
 * and only then it is dropped.
 *
 * @param down for rows that new code writes; null where none is needed
 */
record ColumnRemoval(
        Draft draft, Table table, Column column, @Nullable Expression down, Location at) {

    private static final String WORD = DropColumn.WORD;

    void compile() {
        boolean relaxed = column.notNull() && column.defaultExpression().isEmpty();
        if (relaxed) {
            relax();
        }
        int place = 0;
        for (Index index : table.indexes()) {
            if (index.ownedByConstraint().isEmpty() && index.uses().contains(column.name())) {
                IndexDropping.add(draft, WORD, table, index, draft.reserved("idx" + ++place));
            }
        }
        for (Table.Constraint constraint : table.constraints()) {
            if (constraint.type() != 'n' && constraint.columns().contains(column.name())) {
                Dropping.drop(draft, WORD, table, constraint, Stage.CONTRACT, at);
            }
        }
        aside(relaxed);
        new ColumnDestruction(
                        draft,
                        WORD,
                        table,
                        column,
                        name(),
                        draft.reserved("gone"),
                        key(),
                        down == null ? "NULL or its default" : "what down says",
                        List.of())
                .compile();
    }

    private void relax() {
        RowTrigger sync = sync();
        draft.step(
                Stage.APPLY,
                WORD,
                "give " + name() + " a value where new code leaves it out",
                sync.on(),
                sync.off());
        draft.step(
                Stage.APPLY,
                WORD,
                "permit NULL in " + name(),
                Work.Ddl.alter(table.name(), "alter column " + quoted() + " drop not null"),
                notNull(column.name()).again(table, column.name()),
                List.of());
    }

    /** From here on rows are born with NULL in it; what is there does not change any more. */
    private void aside(boolean relaxed) {
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        forth.add(rename(quoted(), gone()));
        back.add(rename(gone(), quoted()));
        if (!column.defaultExpression().isEmpty()) {
            forth.add(alter(gone()) + "drop default");
            back.add(alter(quoted()) + "set default " + column.defaultExpression());
        }
        if (relaxed) {
            forth.addAll(sync().drop());
            back.addAll(sync().create());
        } else if (column.notNull()) {
            forth.add(alter(gone()) + "drop not null");
        }
        List<Work> undo = new ArrayList<>();
        undo.add(Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, back));
        if (column.notNull()) {
            String otherwise = down == null ? column.defaultExpression() : down.text();
            undo.add(new Work.PutBack(table.name(), column.name(), key(), "", otherwise, null));
        }
        if (column.notNull() && !relaxed) {
            undo.addAll(notNull(column.name()).again(table, column.name()));
        }
        draft.step(
                Stage.CONTRACT,
                WORD,
                "rename " + name() + " aside",
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, forth),
                undo,
                List.of());
    }

    private NotNull notNull(String of) {
        return new NotNull(WORD, table.name(), of, draft.reserved("nn"));
    }

    private RowTrigger sync() {
        return new SyncFunction(
                        table,
                        column.name(),
                        column.type(),
                        requireNonNull(down),
                        SyncFunction.Mode.NULLS_ONLY)
                .trigger(draft);
    }

    private List<Work.KeyColumn> key() {
        return RowKey.of(table.withoutColumn(column.name()));
    }

    private String alter(String quotedColumn) {
        return "alter table " + table.name().sql() + " alter column " + quotedColumn + " ";
    }

    private String rename(String from, String to) {
        return "alter table " + table.name().sql() + " rename column " + from + " to " + to;
    }

    private String gone() {
        return Identifier.quote(draft.reserved("gone"));
    }

    private String quoted() {
        return Identifier.quote(column.name());
    }

    private String name() {
        return table.name() + "." + column.name();
    }
}
