package dev.godwit.plan.operation.routine;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedTrigger;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import java.util.List;
import java.util.Optional;

/** Drops a trigger. */
@Doc("Drops a trigger, in contract")
public record DropTrigger(
        @Doc("Its table, with its schema when that is not public") String table,
        @Doc("Its name") String name,
        Location at)
        implements Operation {

    private static final String WORD = "drop_trigger";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public Wanted wanted() {
        return Wanted.trigger(Names.known(table), name);
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        if (found.kind() != Table.Kind.VIEW) {
            TableRules.changeable(found, at, draft);
        }
        Optional<NamedTrigger> trigger = draft.objects().trigger(found.name(), name);
        if (trigger.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-247",
                            at,
                            "%s has no trigger %s".formatted(found.name(), name),
                            "",
                            Problems.suggestion(
                                    name,
                                    found.triggers().stream().map(Table.Trigger::name).toList()));
            return;
        }
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop trigger %s on %s".formatted(name, found.name()),
                TriggerDropping.dropping(found, List.of(TriggerDropping.drop(found.name(), name))),
                TriggerDropping.making(found, trigger.get().again()));
        draft.takenAway(trigger.get().words());
    }
}
