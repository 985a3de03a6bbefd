package dev.godwit.plan.operation.index;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds an index, or all of a table's, anew without blocking writers. */
@Doc("Builds an index, or all indexes of a table, anew without blocking writers")
public record Reindex(
        @Doc("One index, with its schema when that is not public") @Nullable String index,
        @Doc("A table: all its indexes, one after the other") @Nullable String table,
        Location at)
        implements Operation {

    private static final String WORD = "reindex";

    @Override
    public List<QualifiedName> tables() {
        return table == null ? List.of() : List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> indexes() {
        return index == null ? List.of() : List.of(Names.known(index));
    }

    @Override
    public void check(Problems problems) {
        if ((index == null) == (table == null)) {
            problems.add(
                    "GW-113",
                    at,
                    "reindex says " + (index == null ? "neither index nor table" : "both"),
                    "",
                    "say one of them");
        }
        tables().forEach(name -> NameRule.relation(String.valueOf(table), at, problems));
        indexes().forEach(name -> NameRule.relation(String.valueOf(index), at, problems));
    }

    @Override
    public void compile(Draft draft) {
        if (table != null) {
            draft.table(Names.known(table), at)
                    .ifPresent(found -> compile(draft, found, found.indexes()));
            return;
        }
        QualifiedName name = indexes().getFirst();
        Optional<Table> found = draft.tableOfIndex(name);
        if (found.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-209",
                            at,
                            "there is no index " + name,
                            "",
                            Problems.suggestion(
                                    name.toString(),
                                    draft.schema().relationNames().stream()
                                            .map(QualifiedName::toString)
                                            .toList()));
            return;
        }
        compile(draft, found.get(), found.get().index(name.name()).stream().toList());
    }

    private void compile(Draft draft, Table found, List<Index> indexes) {
        TableRules.indexable(found, at, draft);
        List<String> excluding = new ArrayList<>();
        for (Index one : indexes) {
            if (found.constraint(one.ownedByConstraint())
                    .filter(own -> own.type() == 'x')
                    .isPresent()) {
                excluding.add(one.name());
                continue;
            }
            QualifiedName name = new QualifiedName(found.name().schema(), one.name());
            draft.step(
                    Stage.APPLY,
                    WORD,
                    "build index %s of %s anew".formatted(name, found.name()),
                    new ObjectWork.Reindex(found.name(), name, true),
                    new ObjectWork.Reindex(found.name(), name, false));
        }
        if (!excluding.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-275",
                            at,
                            "of exclusion constraints, indexes cannot be built anew: "
                                    + String.join(", ", excluding),
                            "PostgreSQL does that only while nobody writes",
                            "name the other indexes one by one; these by REINDEX when nobody writes");
        }
    }
}
