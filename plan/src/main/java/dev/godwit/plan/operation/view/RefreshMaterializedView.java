package dev.godwit.plan.operation.view;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the query of a materialized view again. */
@Doc("Runs the query of a materialized view again, while everybody reads it")
public record RefreshMaterializedView(
        @Doc("Its name, with its schema when that is not public") String name,
        @Doc("false to keep readers waiting as long as its query takes; true by default")
                @Nullable Boolean concurrently,
        Location at)
        implements Operation {

    private static final String WORD = "refresh_materialized_view";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(name));
    }

    @Override
    public Wanted wanted() {
        return Wanted.view(Names.known(name));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        ViewRules.find(Names.known(name), at, draft).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, View found) {
        boolean beside = !Boolean.FALSE.equals(concurrently);
        if (!found.materialized()) {
            draft.rejections()
                    .add(
                            "GW-245",
                            at,
                            found.name() + " is not a materialized view",
                            "",
                            "remove this operation: a view holds no rows");
            return;
        }
        if (beside) {
            check(draft, found);
        }
        draft.step(
                ViewRules.late(draft) ? Stage.CONSTRAIN : Stage.APPLY,
                WORD,
                "refresh materialized view " + found.name(),
                new Work.Ddl(
                        List.of(),
                        beside ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE,
                        List.of(
                                "refresh materialized view %s%s"
                                        .formatted(
                                                beside ? "concurrently " : "", found.name().sql())),
                        true, // its query takes as long as it takes
                        found.name().schema()),
                List.of(),
                List.of("the rows of %s as they were before the refresh".formatted(found.name())));
    }

    private void check(Draft draft, View found) {
        boolean told =
                draft.present(found.name()).stream()
                        .flatMap(view -> view.indexes().stream())
                        .anyMatch(RefreshMaterializedView::tells);
        if (!told) {
            draft.rejections()
                    .add(
                            "GW-244",
                            at,
                            "%s has no unique index over whole columns, without a condition"
                                    .formatted(found.name()),
                            "PostgreSQL compares old and new rows by it",
                            "build one by create_index in a plan before this one, or say concurrently: false");
        }
        if (!found.populated()) {
            draft.rejections()
                    .add(
                            "GW-244",
                            at,
                            found.name() + " was never filled",
                            "PostgreSQL fills it the first time without CONCURRENTLY only",
                            "say concurrently: false");
        }
    }

    private static boolean tells(Index index) {
        return index.unique()
                && index.valid()
                && !index.partial()
                && index.columns().stream().noneMatch(String::isEmpty);
    }
}
