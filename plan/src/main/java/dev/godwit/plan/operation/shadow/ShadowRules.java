package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.spec.SnapshotMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables whose place a copy can take. */
public final class ShadowRules {

    private static final String AUTO = "leave backfill.strategy out: a second column can do it";
    private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");

    private final Draft draft;
    private final Table table;
    private final Location at;

    /** Of one table. */
    public ShadowRules(Draft draft, Table table, Location at) {
        this.draft = draft;
        this.table = table;
        this.at = at;
    }

    /** Whether a copy can take its place; problems for all that stands against it. */
    public boolean possible() {
        int before = draft.rejections().all().size();
        key();
        company();
        standing();
        if (draft.plan().snapshot() == SnapshotMode.NONE) {
            draft.rejections()
                    .add(
                            "GW-289",
                            at,
                            "strategy copy needs a snapshot, and the plan says snapshot: none",
                            "the old table is what a rollback puts back",
                            "leave snapshot out; godwit snapshot prune removes the old table when it is not wanted any more");
        }
        return draft.rejections().all().size() == before;
    }

    private void key() {
        boolean primary =
                table.indexes().stream().anyMatch(index -> index.primary() && index.valid());
        if (!primary) {
            draft.rejections()
                    .add(
                            "GW-274",
                            at,
                            table.name() + " has no primary key",
                            "rows of the table and of its copy are known again by it",
                            "add one in a plan before this one, or " + AUTO);
        }
    }

    private void company() {
        String others =
                draft.plan().operations().stream()
                        .filter(
                                other ->
                                        other.tables().contains(table.name())
                                                || other.reads().contains(table.name()))
                        .filter(other -> !(other instanceof Copyable one && one.copied()))
                        .map(other -> other.at().toString())
                        .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-289",
                            at,
                            "the plan does something else with %s, which is copied: %s"
                                    .formatted(table.name(), others),
                            "it would stay with the table that goes",
                            "put it into a plan of its own, or " + AUTO);
        }
    }

    private void standing() {
        against(
                table.dependents().stream()
                        .map(Table.Dependent::words)
                        .collect(Collectors.joining(", ")),
                "they point to the table itself, not to its name");
        against(
                table.triggers().stream()
                        .map(Table.Trigger::name)
                        .filter(name -> !name.startsWith("zzz_godwit"))
                        .map(name -> "trigger " + name)
                        .collect(Collectors.joining(", ")),
                "the copy would not have them");
        against(
                table.rowSecurity() || table.forcedRowSecurity() ? "row-level security" : "",
                "the copy would not have its policies");
        against(
                table.replicaIdentity().equals("DEFAULT")
                        ? ""
                        : "replica identity " + table.replicaIdentity(),
                "the copy has that of its primary key");
        for (Constraint one : table.constraints()) {
            against(
                    one.type() == 'x' ? "exclusion constraint " + one.name() : "",
                    "it cannot be built while the table is written to");
            against(
                    one.type() != 'f' && one.definition().contains("DEFERRABLE")
                            ? "deferrable constraint " + one.name()
                            : "",
                    "the copy is written row by row, and would refuse what the end of a statement permits");
        }
        for (Constraint one : table.constraints()) {
            against(
                    (one.type() == 'c' || one.type() == 'n')
                                    && one.definition().endsWith("NOT VALID")
                            ? "constraint " + one.name() + ", which is NOT VALID"
                            : "",
                    "rows that it does not hold for could not be copied");
        }
        for (Index index : table.indexes()) {
            against(
                    index.valid() ? "" : "invalid index " + index.name(),
                    "it would have to be built");
        }
        for (Column column : table.columns()) {
            boolean primary =
                    table.indexes().stream()
                            .anyMatch(
                                    index ->
                                            index.primary()
                                                    && index.columns().contains(column.name()));
            against(
                    column.identity() && !primary ? "identity column " + column.name() : "",
                    "only one in the primary key can follow");
        }
    }

    private void against(String what, String because) {
        if (!what.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-289",
                            at,
                            "%s cannot be copied with %s".formatted(table.name(), what),
                            because,
                            "take that away in a plan before this one, or " + AUTO);
        }
    }

    /** Whether the column can have another type in the copy. */
    public boolean possible(Column column, String type, boolean converted, Location where) {
        int before = draft.rejections().all().size();
        String called = table.name() + "." + column.name();
        boolean primary =
                table.indexes().stream()
                        .anyMatch(
                                index ->
                                        index.primary() && index.columns().contains(column.name()));
        boolean numbers = WHOLE_NUMBERS.contains(column.type()) && WHOLE_NUMBERS.contains(type);
        if (primary && (converted || !numbers)) {
            draft.rejections()
                    .add(
                            "GW-274",
                            where,
                            called + " is part of the primary key",
                            "a copy gives it another whole-number type, without up and down, and nothing else",
                            "give the table another primary key first");
        }
        List<String> standing = ColumnRules.standing(column, table);
        if (column.generated() || column.identity() && !primary) {
            draft.rejections()
                    .add(
                            "GW-289",
                            where,
                            called + " is generated, or an identity",
                            "its values are not written by anybody",
                            "take that away first");
        } else if (!standing.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-289",
                            where,
                            "other things stand on %s: %s"
                                    .formatted(called, String.join(", ", standing)),
                            "they would stand on a column of another type",
                            "take them away in a plan before this one");
        }
        return draft.rejections().all().size() == before;
    }
}
