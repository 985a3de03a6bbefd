package dev.godwit.plan.schema;

import java.util.List;

/**
 * What a plan names beside tables, as far as it exists.
 *
 * @param types enums, and other types that stand under a name that the plan gives to an enum
 */
public record LiveObjects(List<NamedType> types) {

    /** None. */
    public static final LiveObjects NONE = new LiveObjects(List.of());

    public LiveObjects {
        types = List.copyOf(types);
    }
}
