package dev.godwit.plan.operation.view;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Standing;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/** Drops a view of either kind. */
@Doc("Drops a view or a materialized view, in contract")
public record DropView(
        @Doc("Its name, with its schema when that is not public") String name, Location at)
        implements Operation {

    private static final String WORD = "drop_view";

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
        QualifiedName view = found.name();
        Standing.refuse(draft, view.toString(), found.uses(), at);
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop %s %s".formatted(found.kind(), view),
                Work.Ddl.free(
                        view.schema(), List.of("drop %s %s".formatted(found.kind(), view.sql()))),
                new Work.Ddl(
                        List.of(),
                        LockMode.ACCESS_SHARE,
                        found.again(),
                        found.materialized(), // its query takes as long as it takes
                        view.schema()));
        draft.gone(view);
        draft.objects().goneView(view);
        draft.takenAway(found.words());
    }
}
