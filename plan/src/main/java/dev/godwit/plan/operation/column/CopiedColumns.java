package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.shadow.Change;
import dev.godwit.plan.operation.shadow.Copying;
import dev.godwit.plan.operation.shadow.ShadowRules;
import dev.godwit.plan.operation.shape.FreeChange;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.sql.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All changes of type of one table, done by one copy of it: the first operation does them all. */
final class CopiedColumns {

    private CopiedColumns() {}

    /** Whether the operation is done so; the first one adds the steps of all. */
    static boolean of(Draft draft, AlterColumn operation, Table table) {
        if (draft.plan().backfill().strategy() != BackfillSpec.Ranges.COPY || !operation.copied()) {
            return false;
        }
        List<AlterColumn> all =
                draft.plan().operations().stream()
                        .filter(AlterColumn.class::isInstance)
                        .map(AlterColumn.class::cast)
                        .filter(other -> Names.known(other.table()).equals(table.name()))
                        .filter(AlterColumn::copied)
                        .toList();
        Table live = draft.schema().find(table.name()).orElse(table);
        if (all.stream().allMatch(one -> free(one, live))) {
            return false;
        }
        if (all.getFirst().equals(operation)) {
            compile(draft, all, table);
        }
        return true;
    }

    /** Whether PostgreSQL changes it in the catalog alone. */
    private static boolean free(AlterColumn one, Table table) {
        return one.up() == null
                && one.down() == null
                && table.column(one.column())
                        .filter(column -> FreeChange.is(table, column, String.valueOf(one.type())))
                        .isPresent();
    }

    private static void compile(Draft draft, List<AlterColumn> all, Table table) {
        ShadowRules rules = new ShadowRules(draft, table, all.getFirst().at());
        boolean possible = rules.possible();
        List<Change> changes = new ArrayList<>();
        for (AlterColumn one : all) {
            Optional<Change> change = change(draft, one, table, rules);
            change.ifPresent(changes::add);
            possible &= change.isPresent();
        }
        if (possible) {
            new Copying(draft, AlterColumn.WORD, table, changes).compile();
        }
    }

    private static Optional<Change> change(
            Draft draft, AlterColumn one, Table table, ShadowRules rules) {
        Optional<Column> column = ColumnRules.find(one.column(), table, one.at(), draft);
        if (column.isPresent()
                && FreeChange.same(column.get().type(), String.valueOf(one.type()))) {
            draft.rejections()
                    .add(
                            "GW-205",
                            one.at(),
                            "%s.%s is %s already".formatted(table.name(), one.column(), one.type()),
                            "",
                            "remove this operation, or its type");
            return Optional.empty();
        }
        return column.flatMap(found -> new Changing(draft, one, table, found).byCopy(rules));
    }
}
