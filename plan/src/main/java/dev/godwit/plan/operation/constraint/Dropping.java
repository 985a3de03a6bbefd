package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Dropping a constraint. A check or a foreign key goes in apply: new code may write what it
 * forbade, and no code depends on it. A unique constraint or primary key goes in contract, since
 * {@code ON CONFLICT} of running code rests on it.
 */
public final class Dropping {

    private static final String NOT_VALID = " NOT VALID";

    private Dropping() {}

    static void add(Draft draft, String word, Table table, String name, Location at) {
        TableRules.changeable(table, at, draft);
        Optional<Constraint> found = table.constraint(name);
        if (found.isEmpty()) {
            List<String> known = table.constraints().stream().map(Constraint::name).toList();
            draft.rejections()
                    .add(
                            "GW-221",
                            at,
                            table.name() + " has no constraint " + name,
                            "",
                            Problems.suggestion(name, known));
            return;
        }
        drop(draft, word, table, found.get(), Stage.APPLY, at);
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
            case 'c' -> plain(draft, word, table, constraint, List.of(table.name()), stage);
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
        List<QualifiedName> both = new ArrayList<>(List.of(table.name()));
        if (parent != null && !parent.equals(table.name())) {
            both.add(parent);
        }
        plain(draft, word, table, constraint, both, stage);
        draft.tables().stream()
                .filter(other -> other.name().equals(parent))
                .forEach(
                        other ->
                                draft.changed(
                                        other.withoutDependent(table.name(), constraint.name())));
    }

    private static void plain(
            Draft draft,
            String word,
            Table table,
            Constraint constraint,
            List<QualifiedName> tables,
            Stage stage) {
        String name = Identifier.quote(constraint.name());
        String alter = "alter table " + table.name().sql() + " ";
        boolean valid = !constraint.definition().endsWith(NOT_VALID);
        List<Work> undo = new ArrayList<>();
        undo.add(
                new Work.Ddl(
                        tables,
                        constraint.type() == 'f'
                                ? LockMode.SHARE_ROW_EXCLUSIVE
                                : LockMode.ACCESS_EXCLUSIVE,
                        commented(
                                table,
                                constraint,
                                alter
                                        + "add constraint "
                                        + name
                                        + " "
                                        + constraint.definition()
                                        + (valid ? NOT_VALID : "")),
                        false));
        if (valid) {
            undo.add(Work.Ddl.validate(table.name(), constraint.name()));
        }
        draft.step(
                stage,
                word,
                "drop constraint " + constraint.name() + " of " + table.name(),
                new Work.Ddl(
                        tables,
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of(alter + "drop constraint " + name),
                        false),
                undo,
                valid
                        ? List.of(
                                constraint.name()
                                        + " is validated again; rows written since that it forbids make that fail")
                        : List.of());
    }

    private static void owner(
            Draft draft, String word, Table table, Constraint constraint, Location at) {
        Table.Index index = table.index(constraint.name()).orElseThrow();
        boolean primary = constraint.type() == 'p';
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
        Uniqueness again =
                new Uniqueness(
                        word,
                        constraint.name(),
                        index.columns(),
                        primary,
                        false,
                        Deferring.of(constraint.definition()));
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
                                concurrently(index, reserved),
                                true,
                                index.columns().stream().map(Identifier::quote).toList(),
                                null),
                        new Work.Ddl(
                                List.of(table.name()),
                                LockMode.ACCESS_EXCLUSIVE,
                                commented(
                                        table,
                                        constraint,
                                        "alter table "
                                                + table.name().sql()
                                                + " "
                                                + again.using(constraint.name())),
                                false)),
                List.of(
                        constraint.name()
                                + " is built again; duplicates written since make that fail"));
    }

    private static String concurrently(Table.Index index, String reserved) {
        try {
            return Statements.concurrentIndex(index.definition(), reserved);
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException(
                    "pg_get_indexdef of " + index.name() + " cannot be read", failure);
        }
    }

    private static List<String> commented(Table table, Constraint constraint, String statement) {
        return constraint.comment().isEmpty()
                ? List.of(statement)
                : List.of(
                        statement,
                        "comment on constraint %s on %s is %s"
                                .formatted(
                                        Identifier.quote(constraint.name()),
                                        table.name().sql(),
                                        Identifier.literal(constraint.comment())));
    }
}
