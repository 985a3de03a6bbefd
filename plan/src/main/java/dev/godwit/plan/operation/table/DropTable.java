package dev.godwit.plan.operation.table;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/**
 * Takes a table away: moved, whole, into a schema of its own that no application sees. That copy is
 * the snapshot; with {@code snapshot: none} it is dropped.
 */
@Doc("Takes a table away; it is kept, whole, in a schema of Godwit's until somebody prunes it")
public record DropTable(
        @Doc("The table, with its schema when that is not public") String name, Location at)
        implements Operation {

    private static final String WORD = "drop_table";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(name));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(name), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        List<String> standing =
                found.dependents().stream()
                        .filter(one -> !found.name().equals(one.table()))
                        .map(Table.Dependent::words)
                        .toList();
        if (!standing.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            at,
                            "other things stand on %s: %s"
                                    .formatted(found.name(), String.join(", ", standing)),
                            "they would go with it, or keep it from going",
                            "take them away by operations before this one, for example drop_constraint");
            return;
        }
        QualifiedName aside = new QualifiedName(draft.reserved("kept"), found.name().name());
        String schema = Identifier.quote(aside.schema());
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "move " + found.name() + " aside, as " + aside,
                Work.Ddl.on(
                        found.name(),
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of(
                                "create schema " + schema,
                                "alter table " + found.name().sql() + " set schema " + schema)),
                Work.Ddl.on(
                        aside,
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of(
                                "alter table "
                                        + aside.sql()
                                        + " set schema "
                                        + Identifier.quote(found.name().schema()),
                                "drop schema " + schema)));
        if (draft.plan().snapshot() == SnapshotMode.NONE) {
            draft.step(
                    Stage.CONTRACT,
                    WORD,
                    "drop " + aside,
                    new Work.DropProven(
                            Work.Ddl.on(
                                    aside,
                                    LockMode.ACCESS_EXCLUSIVE,
                                    List.of("drop table " + aside.sql(), "drop schema " + schema)),
                            "table " + found.name(),
                            ""),
                    List.of(),
                    List.of(
                            "table %s and its rows: the plan says snapshot: none"
                                    .formatted(found.name())));
        }
        draft.gone(found.name());
    }
}
