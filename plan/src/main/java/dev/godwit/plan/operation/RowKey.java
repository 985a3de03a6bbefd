package dev.godwit.plan.operation;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.KeyColumn;
import java.util.Comparator;
import java.util.List;

/** Finds what tells the rows of a table apart. */
public final class RowKey {

    private RowKey() {}

    /** The primary key, else a unique index over NOT NULL columns; empty when there is neither. */
    public static List<KeyColumn> of(Table table) {
        return table.indexes().stream()
                .filter(
                        index ->
                                index.unique()
                                        && index.valid()
                                        && !index.partial()
                                        && !index.columns().isEmpty())
                .filter(
                        index ->
                                index.columns().stream()
                                        .allMatch(
                                                column ->
                                                        table.column(column)
                                                                .map(Column::notNull)
                                                                .orElse(false)))
                .min(
                        Comparator.comparing((Index index) -> !index.primary())
                                .thenComparing(index -> index.columns().size())
                                .thenComparing(Index::name))
                .map(
                        index ->
                                index.columns().stream()
                                        .map(
                                                column ->
                                                        new KeyColumn(
                                                                column,
                                                                table.column(column)
                                                                        .orElseThrow()
                                                                        .type()))
                                        .toList())
                .orElse(List.of());
    }

    /** How its rows are divided into batches, as the plan wants it; a rejection where not so. */
    public static Work.Strategy strategy(Draft draft, Table table, Location at) {
        BackfillSpec.Ranges wanted = draft.plan().backfill().strategy();
        if (wanted == BackfillSpec.Ranges.COPY) {
            draft.rejections()
                    .add(
                            "GW-289",
                            at,
                            "strategy copy changes types, and this fills rows of " + table.name(),
                            "a copy takes the place of its whole table",
                            "put it into a plan of its own, or leave backfill.strategy out");
        }
        if (wanted != BackfillSpec.Ranges.KEYS) {
            return Work.Strategy.BLOCKS;
        }
        if (of(table).isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-220",
                            at,
                            table.name() + " has no key to make ranges of",
                            "it has neither a primary key nor a unique index over NOT NULL columns",
                            "leave backfill.strategy out: blocks need no key");
        }
        return Work.Strategy.KEYS;
    }
}
