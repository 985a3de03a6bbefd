package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.ConstraintRules;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/** Renames a constraint, and the index behind it: one change of the catalog. */
@Doc("Renames a constraint")
public record RenameConstraint(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Its name") String from,
        @Doc("Its new name") String to,
        Location at)
        implements Operation {

    private static final String WORD = "rename_constraint";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(from, at, problems);
        NameRule.name(to, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        ConstraintRules.find(from, found, at, draft)
                .ifPresent(constraint -> compile(draft, found, constraint));
    }

    private void compile(Draft draft, Table found, Constraint constraint) {
        NameRule.freeConstraint(to, found, at, draft);
        if (constraint.ownsIndex()) {
            NameRule.free(new QualifiedName(found.name().schema(), to), at, draft);
        }
        draft.step(
                Stage.APPLY,
                WORD,
                "rename constraint %s of %s to %s".formatted(from, found.name(), to),
                rename(found, from, to),
                rename(found, to, from));
        draft.changed(found.withoutConstraint(from).withConstraint(constraint.withName(to)));
    }

    private static Work.Ddl rename(Table table, String from, String to) {
        return Work.Ddl.alter(
                table.name(),
                "rename constraint " + Identifier.quote(from) + " to " + Identifier.quote(to));
    }
}
