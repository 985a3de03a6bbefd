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
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a trigger, or replaces one. */
@Doc("Makes a trigger, or replaces one: CREATE OR REPLACE")
public record CreateTrigger(
        @Doc("The whole CREATE [OR REPLACE] TRIGGER; a table without a schema is in public")
                String definition,
        @Doc("Comment on it") @Nullable String comment,
        Location at)
        implements Operation {

    private static final String WORD = "create_trigger";
    private static final String OURS = "zzz_godwit";

    @Override
    public List<QualifiedName> tables() {
        return List.of(read().table());
    }

    @Override
    public Wanted wanted() {
        return Wanted.trigger(read().table(), read().name());
    }

    @Override
    public void check(Problems problems) {
        try {
            TriggerText text = TriggerText.of(definition);
            NameRule.name(text.name(), at, problems);
            if (text.name().startsWith(OURS)) {
                problems.add(
                        "GW-248",
                        at,
                        "a trigger cannot be called " + text.name(),
                        "Godwit calls its own so",
                        "choose another name");
            }
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-249",
                    at,
                    "the definition of a trigger cannot be read: " + failure.getMessage(),
                    "",
                    "write the whole CREATE TRIGGER");
        }
    }

    @Override
    public void compile(Draft draft) {
        TriggerText text = read();
        draft.table(text.table(), at).ifPresent(found -> compile(draft, found, text));
    }

    private void compile(Draft draft, Table found, TriggerText text) {
        if (found.kind() != Table.Kind.VIEW) {
            TableRules.changeable(found, at, draft);
        }
        Optional<NamedTrigger> old = draft.objects().trigger(text.table(), text.name());
        if (old.isPresent() && !text.replaces()) {
            draft.rejections()
                    .add(
                            "GW-235",
                            at,
                            "%s already has a trigger %s".formatted(found.name(), text.name()),
                            "",
                            "write CREATE OR REPLACE, choose another name, or remove this operation");
        }
        if (draft.fills(found.name())) {
            beside(draft, found, text);
        }
        List<String> forth = new ArrayList<>(List.of(definition));
        if (comment != null) {
            forth.add(
                    "comment on trigger %s on %s is %s"
                            .formatted(
                                    Identifier.quote(text.name()),
                                    found.name().sql(),
                                    Identifier.literal(comment)));
        }
        List<String> back =
                new ArrayList<>(List.of(TriggerDropping.drop(found.name(), text.name())));
        old.ifPresent(trigger -> back.addAll(trigger.again()));
        draft.step(
                Stage.APPLY,
                WORD,
                "%s trigger %s on %s"
                        .formatted(
                                old.isPresent() ? "replace" : "create", text.name(), found.name()),
                TriggerDropping.making(found, forth),
                TriggerDropping.dropping(found, back));
    }

    /** The plan fills rows of the same table, behind this. */
    private void beside(Draft draft, Table found, TriggerText text) {
        if (text.changes() && text.name().compareTo(OURS) > 0) {
            draft.refusals()
                    .add(
                            "GW-248",
                            at,
                            "the trigger %s of %s would fire after Godwit's"
                                    .formatted(text.name(), found.name()),
                            "it could change the row again; BEFORE triggers fire in the order of their names",
                            "give it a name that sorts before " + OURS);
        }
        if (text.onUpdate() && !draft.plan().backfill().firesUserTriggers()) {
            draft.refusals()
                    .add(
                            "GW-214",
                            at,
                            "the backfill would fire the trigger %s of %s"
                                    .formatted(text.name(), found.name()),
                            "every filled row is an UPDATE",
                            "make it by a plan afterwards, or say backfill: { fire_user_triggers: true }");
        }
    }

    private TriggerText read() {
        try {
            return TriggerText.of(definition);
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }
}
