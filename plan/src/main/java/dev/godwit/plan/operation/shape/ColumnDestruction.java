package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.looks.Looks;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The end of a column that nobody writes any more: its values are copied by key, compared, and only
 * then it is dropped.
 *
 * @param word the plan's word for the operation
 * @param table as it is by then
 * @param column as it was
 * @param called how people know it
 * @param aside its name by then
 * @param key by which values are kept; not of the column itself
 * @param newRows what rows get that are written after the drop, once it is taken back
 * @param together what goes in the same transaction as the column
 */
public record ColumnDestruction(
        Draft draft,
        String word,
        Table table,
        Column column,
        String called,
        String aside,
        List<Work.KeyColumn> key,
        String newRows,
        List<String> together) {

    public ColumnDestruction {
        key = List.copyOf(key);
        together = List.copyOf(together);
    }

    /** Adds the steps. */
    public void compile() {
        boolean keeps = draft.plan().snapshot() != SnapshotMode.NONE;
        if (keeps) {
            keep();
        }
        drop(keeps);
    }

    private void keep() {
        draft.step(
                Stage.CONTRACT,
                word,
                "keep the values of " + called,
                new Work.KeepColumn(table.name(), aside, key, kept(), column.name()),
                Work.Ddl.free(
                        "godwit",
                        List.of("drop table if exists " + Identifier.quote("godwit", kept()))));
        String own = Identifier.quote(table.name().name()) + ".";
        String same =
                key.stream()
                        .map(part -> Identifier.quote(part.name()))
                        .map(part -> "_godwit_kept." + part + " = " + own + part)
                        .collect(Collectors.joining(" and "));
        // Compared as text: not every type has an equality operator.
        String mismatch =
                "%1$s is not null and not exists (select from %2$s _godwit_kept where %3$s and _godwit_kept.%4$s::text = %1$s::text)"
                        .formatted(
                                own + quoted(), Identifier.quote("godwit", kept()), same, quoted());
        draft.step(
                Stage.CONTRACT,
                word,
                "compare every value of " + called + " with what was kept",
                new Work.Prove(table.name(), mismatch, key, null),
                List.of(),
                List.of());
    }

    private void drop(boolean keeps) {
        List<Work> undo = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        String collation = column.more().collation();
        undo.add(
                Work.Ddl.alter(
                        table.name(),
                        "add column "
                                + quoted()
                                + " "
                                + column.type()
                                + (collation.isEmpty() ? "" : " collate " + collation)));
        if (keeps) {
            undo.add(new Work.PutBack(table.name(), aside, key, kept(), null, null));
            losses.add(
                    "%s comes back as the last column of its table; rows written since the drop get %s"
                            .formatted(called, newRows));
        } else {
            losses.add("the values of %s: the plan says snapshot: none".formatted(called));
        }
        undo.addAll(Looks.of(column, table.name(), aside));
        List<String> statements = new ArrayList<>(together);
        statements.add("alter table " + table.name().sql() + " drop column " + quoted());
        draft.step(
                Stage.CONTRACT,
                word,
                "drop " + called,
                new Work.DropProven(
                        Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements),
                        "column " + called,
                        keeps ? kept() : ""),
                undo,
                losses);
    }

    private String kept() {
        return draft.reserved("kept");
    }

    private String quoted() {
        return Identifier.quote(aside);
    }
}
