package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.ConstraintRules;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/**
 * Dropping a constraint. A check or a foreign key goes in apply: new code may write what it
 * forbade, and no code depends on it. A unique constraint or primary key goes in contract, since
 * {@code ON CONFLICT} of running code rests on it.
 */
public final class Dropping {

    private Dropping() {}

    static void add(Draft draft, String word, Table table, String name, Location at) {
        TableRules.changeable(table, at, draft);
        ConstraintRules.find(name, table, at, draft)
                .ifPresent(found -> drop(draft, word, table, found, Stage.APPLY, at));
    }

    /**
     * Drops one that is there.
     *
     * @param stage for a check or a foreign key
     */
    public static void drop(
            Draft draft,
            String word,
            Table table,
            Constraint constraint,
            Stage stage,
            Location at) {
        String name = constraint.name();
        switch (constraint.type()) {
            case 'c' -> plain(draft, word, table, constraint, stage);
            case 'f' -> foreignKey(draft, word, table, constraint, stage);
            case 'p', 'u' -> owner(draft, word, table, constraint, at);
            case 'n' ->
                    other(
                            draft,
                            at,
                            name + " is the NOT NULL of a column",
                            "use alter_column with nullable: true");
            default ->
                    other(
                            draft,
                            at,
                            name + " is an exclusion constraint or a constraint trigger",
                            "it could not be put back without locking the table for long: use an \"sql\" operation");
        }
        draft.changed(table.withoutConstraint(name));
    }

    private static void other(Draft draft, Location at, String what, String next) {
        draft.rejections().add("GW-225", at, what, "", next);
    }

    private static void foreignKey(
            Draft draft, String word, Table table, Constraint constraint, Stage stage) {
        QualifiedName parent = constraint.references();
        plain(draft, word, table, constraint, stage);
        draft.tables().stream()
                .filter(other -> other.name().equals(parent))
                .forEach(
                        other ->
                                draft.changed(
                                        other.withoutDependent(table.name(), constraint.name())));
    }

    private static void plain(
            Draft draft, String word, Table table, Constraint constraint, Stage stage) {
        ByDefinition again = new ByDefinition(table.name(), constraint);
        draft.step(
                stage,
                word,
                "drop constraint " + constraint.name() + " of " + table.name(),
                new Work.Ddl(
                        again.tables(),
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of(
                                "alter table "
                                        + table.name().sql()
                                        + " drop constraint "
                                        + Identifier.quote(constraint.name())),
                        false),
                again.valid() ? List.of(again.add(), again.validate()) : List.of(again.add()),
                again.valid()
                        ? List.of(
                                constraint.name()
                                        + " is validated again; rows written since that it forbids make that fail")
                        : List.of());
    }

    /** Whether it has a name of Godwit's own by now, which tells people nothing. */
    private static boolean aside(Constraint constraint) {
        return constraint.name().startsWith("_godwit_");
    }

    private static void owner(
            Draft draft, String word, Table table, Constraint constraint, Location at) {
        Index index = table.index(constraint.name()).orElseThrow();
        List<String> pointing =
                table.dependents().stream()
                        .filter(one -> one.constraint() != null)
                        .map(Table.Dependent::words)
                        .toList();
        if (!pointing.isEmpty()) {
            draft.notice(
                    "GW-230",
                    at,
                    "foreign keys point to %s: %s"
                            .formatted(table.name(), String.join(", ", pointing)),
                    "PostgreSQL keeps %s if one of them rests on it: drop that one in an operation before"
                            .formatted(constraint.name()));
        }
        String reserved = draft.reserved("idx");
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                word,
                "drop constraint " + constraint.name() + " of " + table.name(),
                Work.Ddl.alter(
                        table.name(), "drop constraint " + Identifier.quote(constraint.name())),
                List.of(
                        new Work.BuildIndex(
                                table.name(),
                                reserved,
                                constraint.name(),
                                IndexDropping.again(index, reserved),
                                true,
                                index.columns().stream().map(Identifier::quote).toList(),
                                null),
                        Uniqueness.of(table.name(), constraint)),
                List.of(
                        (aside(constraint) ? "what was unique" : constraint.name())
                                + " is built again; duplicates written since make that fail"));
    }
}
