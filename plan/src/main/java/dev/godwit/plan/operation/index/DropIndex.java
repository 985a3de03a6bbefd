package dev.godwit.plan.operation.index;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/** Drops an index without blocking anybody, as the last thing of a run. */
@Doc("Drops an index without blocking anybody, in contract")
public record DropIndex(
        @Doc("Its name, with its schema when that is not public") String name, Location at)
        implements Operation {

    private static final String WORD = "drop_index";

    @Override
    public List<QualifiedName> tables() {
        return List.of();
    }

    @Override
    public List<QualifiedName> indexes() {
        return List.of(Names.known(name));
    }

    @Override
    public Wanted wanted() {
        return Wanted.tree(Names.known(name));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        QualifiedName index = Names.known(name);
        Optional<Table> table = draft.tableOfIndex(index);
        if (table.isEmpty()) {
            List<String> known =
                    draft.schema().relationNames().stream().map(QualifiedName::toString).toList();
            draft.rejections()
                    .add(
                            "GW-209",
                            at,
                            "there is no index " + index,
                            "",
                            Problems.suggestion(index.toString(), known));
            return;
        }
        Index found = table.get().index(index.name()).orElseThrow();
        if (!found.ownedByConstraint().isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-216",
                            at,
                            index + " belongs to the constraint " + found.ownedByConstraint(),
                            "PostgreSQL drops it with the constraint only",
                            "drop the constraint instead");
            return;
        }
        if (table.get().kind() == Table.Kind.PARTITIONED) {
            new PartitionedIndex(draft, WORD, table.get(), at).drop(found);
            return;
        }
        TableRules.indexable(table.get(), at, draft);
        IndexDropping.add(draft, WORD, table.get(), found, draft.reserved("idx"));
    }
}
