package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.SnapshotMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns that an operation names. */
public final class ColumnRules {

    private ColumnRules() {}

    /** The column, if the table has it; a rejection otherwise. */
    public static Optional<Column> find(String column, Table table, Location at, Draft draft) {
        Optional<Column> found = table.column(column);
        if (draft.columns().isReshaped(table.name(), column)) {
            draft.rejections()
                    .add(
                            "GW-217",
                            at,
                            "an operation before this one changes %s.%s"
                                    .formatted(table.name(), column),
                            "its new shape is exchanged for the old one late in the run",
                            "put this operation before that one if it does not work with the column, else into a plan of its own");
            return Optional.empty();
        }
        draft.columns().names(table.name(), column);
        if (found.isEmpty()) {
            List<String> known = table.columns().stream().map(Column::name).toList();
            draft.rejections()
                    .add(
                            "GW-202",
                            at,
                            table.name() + " has no column " + column,
                            "",
                            Problems.suggestion(column, known));
        }
        return found;
    }

    /** Whether the table has them all; a rejection for each that it has not. */
    public static boolean all(List<String> columns, Table table, Location at, Draft draft) {
        boolean there = true;
        for (String column : columns) {
            there &= find(column, table, at, draft).isPresent();
        }
        return there;
    }

    /** Whether a new column can have that name; a rejection otherwise. */
    public static boolean free(String name, Table table, Location at, Draft draft) {
        boolean free = table.column(name).isEmpty();
        if (!free) {
            draft.rejections()
                    .add(
                            "GW-203",
                            at,
                            table.name() + " already has a column " + name,
                            "",
                            "choose another name, or remove this operation");
        }
        return free;
    }

    /**
     * What would go with a column or keep it from going, in words: what reads it, and foreign keys
     * that may point to it.
     */
    public static List<String> standing(Column column, Table table) {
        List<String> standing = new ArrayList<>(column.more().dependents());
        boolean pointedTo =
                table.constraints().stream()
                        .anyMatch(one -> one.ownsIndex() && one.columns().contains(column.name()));
        if (pointedTo) {
            table.dependents().stream()
                    .filter(one -> one.constraint() != null)
                    .map(Table.Dependent::words)
                    .forEach(standing::add);
        }
        return standing;
    }

    /**
     * Whether a column's values can be kept by a key that it has no part in; a rejection if not.
     */
    public static boolean keepable(Column column, Table table, Location at, Draft draft) {
        boolean keepable =
                draft.plan().snapshot() == SnapshotMode.NONE
                        || !RowKey.of(table.withoutColumn(column.name())).isEmpty();
        if (!keepable) {
            draft.rejections()
                    .add(
                            "GW-234",
                            at,
                            table.name() + " has no key by which values could be given back",
                            "values are kept by primary key, or a unique index over NOT NULL columns",
                            "add a key first, or say snapshot: none");
        }
        return keepable;
    }
}
