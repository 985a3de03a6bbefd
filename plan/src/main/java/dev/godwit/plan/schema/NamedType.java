package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * A type that a plan names.
 *
 * @param enumeration whether it is an enum
 * @param values of an enum, in order; empty for every other type
 * @param again statements that make an enum anew, with owner, privileges and comment
 * @param uses what stands on it
 */
public record NamedType(
        QualifiedName name,
        boolean enumeration,
        List<String> values,
        List<String> again,
        List<Use> uses) {

    public NamedType {
        values = List.copyOf(values);
        again = List.copyOf(again);
        uses = List.copyOf(uses);
    }

    /** An enum that a plan is about to make. */
    public static NamedType coming(QualifiedName name, List<String> values) {
        return new NamedType(name, true, values, List.of(), List.of());
    }

    /** The same with other values. */
    public NamedType withValues(List<String> others) {
        return new NamedType(name, enumeration, others, again, uses);
    }

    /** The same with another value in that place, from 0. */
    public NamedType withValue(int place, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(place, value);
        return withValues(more);
    }
}
