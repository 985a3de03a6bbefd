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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds a value to an enum. PostgreSQL has no way to take it away again, so a rollback leaves it.
 */
@Doc("Adds a value to an enum; a rollback leaves it there, since PostgreSQL cannot take it away")
public record AddEnumValue(
        @Doc("The enum, with its schema when that is not public") String type,
        @Doc("The new value") String value,
        @Doc("The value that it comes before; without either it comes last")
                @Nullable String before,
        @Doc("The value that it comes after") @Nullable String after,
        Location at)
        implements Operation {

    private static final String WORD = "add_enum_value";

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
        EnumRules.value(value, at, problems);
        if (before != null && after != null) {
            problems.add("GW-113", at, "add_enum_value says both before and after", "", "keep one");
        }
    }

    @Override
    public void compile(Draft draft) {
        EnumRules.find(Names.known(type), at, draft).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, NamedType found) {
        Optional<Integer> place = place(draft, found);
        if (place.isEmpty()) {
            return;
        }
        boolean there = found.values().contains(value);
        if (there) {
            standing(draft, found, place.get());
        } else {
            draft.objects().changed(found.withValue(place.get(), value));
        }
        // Asked for again here: it may come between the look and the step.
        String statement =
                "alter type %s add value if not exists %s%s%s"
                        .formatted(
                                found.name().sql(),
                                Identifier.literal(value),
                                before == null ? "" : " before " + Identifier.literal(before),
                                after == null ? "" : " after " + Identifier.literal(after));
        draft.step(
                Stage.APPLY,
                WORD,
                "add the value '%s' to the enum %s".formatted(value, found.name()),
                Work.Ddl.free(found.name().schema(), List.of(statement)),
                List.of(),
                there
                        ? List.of()
                        : List.of(
                                "the value '%s' stays in the enum %s: PostgreSQL cannot take one away"
                                        .formatted(value, found.name())));
    }

    private Optional<Integer> place(Draft draft, NamedType found) {
        if (before != null) {
            return EnumRules.place(before, found, at, draft);
        }
        return after == null
                ? Optional.of(found.values().size())
                : EnumRules.place(after, found, at, draft).map(place -> place + 1);
    }

    /** As after a rollback, which has left it. */
    private void standing(Draft draft, NamedType found, int place) {
        int stands = found.values().indexOf(value);
        boolean right = before != null ? stands < place : after == null || stands >= place;
        if (right) {
            draft.notice(
                    "GW-238",
                    at,
                    "the enum %s has the value '%s' already".formatted(found.name(), value),
                    "nothing to do: it is left as it is");
            return;
        }
        draft.rejections()
                .add(
                        "GW-237",
                        at,
                        "the enum %s has the value '%s' already, in another place"
                                .formatted(found.name(), value),
                        "its values are: " + String.join(", ", found.values()),
                        "remove the operation, or say where it stands");
    }
}
