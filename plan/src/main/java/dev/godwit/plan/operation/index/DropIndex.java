package dev.godwit.plan.operation.index;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
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
        TableRules.changeable(table.get(), at, draft);
        Table.Index found = table.get().index(index.name()).orElseThrow();
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
        String reserved = draft.reserved("idx");
        List<Work> again;
        try {
            again =
                    List.of(
                            new Work.BuildIndex(
                                    table.get().name(),
                                    reserved,
                                    index.name(),
                                    Statements.concurrentIndex(found.definition(), reserved),
                                    false,
                                    List.of(),
                                    null));
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException(
                    "pg_get_indexdef of " + index + " cannot be read: " + failure.getMessage(),
                    failure);
        }
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop index " + index,
                new Work.DropIndex(index),
                again,
                List.of());
    }
}
