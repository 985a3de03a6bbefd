package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import java.util.List;
import java.util.Optional;

/** Columns that an operation names. */
public final class ColumnRules {

    private ColumnRules() {}

    /** The column, if the table has it; a rejection otherwise. */
    public static Optional<Table.Column> find(
            String column, Table table, Location at, Draft draft) {
        Optional<Table.Column> found = table.column(column);
        if (draft.isReshaped(table.name(), column)) {
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
        draft.names(table.name(), column);
        if (found.isEmpty()) {
            List<String> known = table.columns().stream().map(Table.Column::name).toList();
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
}
