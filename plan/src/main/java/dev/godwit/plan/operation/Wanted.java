package dev.godwit.plan.operation;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operation names beside tables and indexes, so that it is read of the catalog.
 *
 * @param types names of types
 */
public record Wanted(List<QualifiedName> types) {

    /** Nothing. */
    public static final Wanted NONE = new Wanted(List.of());

    public Wanted {
        types = List.copyOf(types);
    }

    /** A type. */
    public static Wanted type(QualifiedName name) {
        return new Wanted(List.of(name));
    }

    /** Both. */
    public Wanted and(Wanted other) {
        return new Wanted(both(types, other.types));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
