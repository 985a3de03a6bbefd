package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drops a constraint and keeps its definition. */
@Doc("Drops a constraint; its definition is kept, and a rollback puts it back")
public record DropConstraint(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Its name") String name,
        @Doc("Not needed: the column stays one and the same") @Nullable String up,
        @Doc("Not needed: the column stays one and the same") @Nullable String down,
        Location at)
        implements Operation {

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at)
                .ifPresent(found -> Dropping.add(draft, "drop_constraint", found, name, at));
    }
}
