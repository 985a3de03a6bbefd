package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.fill.Filling;
import dev.godwit.plan.operation.fill.SyncFunction;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a column may be NULL. */
final class Nullability {

    private Nullability() {}

    /**
     * Adds the steps.
     *
     * @param up for rows that are NULL; null where there must be none
     */
    static void add(
            Draft draft,
            String word,
            Table table,
            Column column,
            boolean nullable,
            @Nullable String up,
            Location at) {
        String name = table.name() + "." + column.name();
        if (column.notNull() != nullable || column.generated()) {
            draft.rejections()
                    .add(
                            "GW-205",
                            at,
                            name
                                    + (column.generated()
                                            ? " is a generated column"
                                            : nullable
                                                    ? " may be NULL already"
                                                    : " is already NOT NULL"),
                            "",
                            "remove this operation, or its nullable");
            return;
        }
        if (nullable) {
            permit(draft, word, table, column);
        } else if (up == null) {
            forbid(draft, word, table, column);
        } else {
            fill(draft, word, table, column, up, at);
        }
        draft.changed(table.withChanged(column.withNotNull(!nullable)));
    }

    private static void permit(Draft draft, String word, Table table, Column column) {
        String name = table.name() + "." + column.name();
        draft.step(
                Stage.APPLY,
                word,
                "permit NULL in " + name,
                Work.Ddl.alter(
                        table.name(),
                        "alter column " + Identifier.quote(column.name()) + " drop not null"),
                part(draft, word, table, column).again(table, column.name()),
                List.of(name + " is made NOT NULL again; NULLs written since make that fail"));
    }

    private static void forbid(Draft draft, String word, Table table, Column column) {
        NotNull part = part(draft, word, table, column);
        part.refuse(draft);
        draft.step(
                Stage.VERIFY,
                word,
                "look for NULLs in " + table.name() + "." + column.name(),
                new Work.Prove(
                        table.name(),
                        Identifier.quote(column.name()) + " is null",
                        RowKey.of(table),
                        null));
        part.constrain(draft);
    }

    private static void fill(
            Draft draft, String word, Table table, Column column, String up, Location at) {
        TableRules.userTriggers(table, at, draft);
        ExpressionRule.over("up", up, table, at, draft)
                .ifPresent(
                        value -> {
                            Filling filling =
                                    new Filling(
                                            word,
                                            table,
                                            column.name(),
                                            column.type(),
                                            value,
                                            SyncFunction.Mode.NULLS_ONLY,
                                            true,
                                            draft.reserved("saved"),
                                            TriggerTime.first(
                                                    "the application writes the column as well"));
                            filling.compile(draft, at);
                            filling.contract(draft, List.of());
                            if (column.defaultExpression().isEmpty()) {
                                draft.takesAway();
                            }
                        });
    }

    private static NotNull part(Draft draft, String word, Table table, Column column) {
        return new NotNull(word, table.name(), column.name(), draft.reserved("nn"));
    }
}
