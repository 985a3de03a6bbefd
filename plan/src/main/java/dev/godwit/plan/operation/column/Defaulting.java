package dev.godwit.plan.operation.column;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import org.jspecify.annotations.Nullable;

/** The value of a column that an INSERT leaves out: one change of the catalog, no row changes. */
final class Defaulting {

    private Defaulting() {}

    static void add(Draft draft, String word, Table table, Column column, @Nullable String value) {
        draft.step(
                Stage.APPLY,
                word,
                (value == null ? "drop the default of " : "set the default of ")
                        + table.name()
                        + "."
                        + column.name(),
                set(table, column, value),
                set(
                        table,
                        column,
                        column.defaultExpression().isEmpty() ? null : column.defaultExpression()));
    }

    private static Work.Ddl set(Table table, Column column, @Nullable String value) {
        return Work.Ddl.alter(
                table.name(),
                "alter column "
                        + Identifier.quote(column.name())
                        + (value == null ? " drop default" : " set default " + value));
    }
}
