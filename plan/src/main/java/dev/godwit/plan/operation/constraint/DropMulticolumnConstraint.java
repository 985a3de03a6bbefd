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
import java.util.Map;

/** pgroll's word for {@link DropConstraint} on several columns. */
@Doc("Drops a constraint of several columns, as drop_constraint does")
public record DropMulticolumnConstraint(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Its name") String name,
        @Doc("By column: not needed") Map<String, String> up,
        @Doc("By column: not needed") Map<String, String> down,
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
                .ifPresent(
                        found ->
                                Dropping.add(
                                        draft, "drop_multicolumn_constraint", found, name, at));
    }
}
