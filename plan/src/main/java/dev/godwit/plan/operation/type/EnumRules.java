package dev.godwit.plan.operation.type;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an enum and its values must be. */
final class EnumRules {

    private EnumRules() {}

    /** A value as a plan writes it. */
    static void value(String value, Location at, Problems problems) {
        if (value.getBytes(StandardCharsets.UTF_8).length > Identifier.MAX_BYTES) {
            problems.add(
                    "GW-115",
                    at,
                    "the value " + value + " is longer than 63 bytes",
                    "PostgreSQL keeps the values of an enum as names",
                    "shorten it");
        }
    }

    /** The enum, if it exists; a rejection otherwise. */
    static Optional<NamedType> find(QualifiedName name, Location at, Draft draft) {
        Optional<NamedType> found = draft.objects().type(name);
        if (found.filter(NamedType::enumeration).isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-236",
                            at,
                            found.isEmpty() ? "there is no type " + name : name + " is not an enum",
                            "",
                            "correct the name; a schema other than public is written before it");
            return Optional.empty();
        }
        return found;
    }

    /** The place of a value, from 0; a rejection when it is not there. */
    static Optional<Integer> place(String value, NamedType type, Location at, Draft draft) {
        int place = type.values().indexOf(value);
        if (place < 0) {
            draft.rejections()
                    .add(
                            "GW-237",
                            at,
                            "the enum %s has no value '%s'".formatted(type.name(), value),
                            "",
                            Problems.suggestion(value, type.values()));
            return Optional.empty();
        }
        return Optional.of(place);
    }
}
