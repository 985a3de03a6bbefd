package dev.godwit.plan.operation.type;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Renames a value of an enum, at one moment: an enum cannot have two names for a value. In
 * contract, since code that writes the old name gets an error from then on.
 */
@Doc("Renames a value of an enum, in contract; code must know both names by then")
public record RenameEnumValue(
        @Doc("The enum, with its schema when that is not public") String type,
        @Doc("The value") String from,
        @Doc("Its new name") String to,
        Location at)
        implements Operation {

    private static final String WORD = "rename_enum_value";

    @Override
    public List<QualifiedName> tables() {
        return List.of();
    }

    @Override
    public Wanted wanted() {
        return Wanted.type(Names.known(type));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(type, at, problems);
        EnumRules.value(to, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        EnumRules.find(Names.known(type), at, draft).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, NamedType found) {
        if (found.values().contains(to)) {
            draft.rejections()
                    .add(
                            "GW-237",
                            at,
                            "the enum %s has the value '%s' already".formatted(found.name(), to),
                            "",
                            "choose another name, or remove this operation");
        }
        EnumRules.place(from, found, at, draft)
                .ifPresent(
                        place -> {
                            List<String> values = new ArrayList<>(found.values());
                            values.set(place, to);
                            draft.objects().changed(found.withValues(values));
                        });
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "rename the value '%s' of the enum %s to '%s'".formatted(from, found.name(), to),
                rename(found, from, to),
                rename(found, to, from));
    }

    private static Work rename(NamedType type, String from, String to) {
        return Work.Ddl.free(
                type.name().schema(),
                List.of(
                        "alter type %s rename value %s to %s"
                                .formatted(
                                        type.name().sql(),
                                        Identifier.literal(from),
                                        Identifier.literal(to))));
    }
}
