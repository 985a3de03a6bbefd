package dev.godwit.plan.operation.rows;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The step of a backfill by an UPDATE of the user's own. */
record Body(Table table, String sql, String key, @Nullable String down, Location at) {

    void compile(Draft draft) {
        Optional<Column> column = ColumnRules.find(key, table, at, draft);
        if (column.isEmpty() || !ordered(column.get(), draft)) {
            return;
        }
        Work.KeyColumn by = new Work.KeyColumn(key, column.get().type());
        BackfillSpec backfill = draft.plan().backfill();
        draft.step(
                Stage.BACKFILL,
                Backfill.WORD,
                "run the UPDATE of " + at + " on " + table.name(),
                new RowWork.RunBody(
                        table.name(), by, sql, backfill.laneCount(), backfill.maxRowsPerSecond()),
                down == null ? List.of() : List.of(new RowWork.RunBack(table.name(), by, down)),
                down == null
                        ? List.of("what the backfill of " + at + " changed: it has no down")
                        : List.of());
        if (draft.plan().verify().isEmpty()) {
            draft.notice(
                    "GW-297",
                    at,
                    "nothing looks whether the UPDATE did what it should",
                    "add a query under verify: that returns the rows which are wrong");
        }
    }

    private boolean ordered(Column column, Draft draft) {
        boolean fits =
                column.notNull()
                        && table.indexes().stream()
                                .anyMatch(
                                        index ->
                                                index.valid()
                                                        && !index.partial()
                                                        && !index.columns().isEmpty()
                                                        && index.columns().getFirst().equals(key)
                                                        && index.definition()
                                                                .contains(" USING btree "));
        if (!fits) {
            draft.rejections()
                    .add(
                            "GW-294",
                            at,
                            "ranges of %s.%s cannot be found".formatted(table.name(), key),
                            "it may be NULL, or no index begins with it",
                            "name another column, for example the primary key");
        }
        return fits;
    }
}
