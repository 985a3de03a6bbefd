package dev.godwit.plan.drift;

import java.util.Map;

/**
 * In what a catalog differs from another, for one object.
 *
 * @param object the {@link CatalogObject#id}
 * @param traits for a changed one, the values by trait
 */
public record Difference(Kind kind, String object, Way way, Map<String, Values> traits) {

    /** In which way. */
    public enum Way {
        /** It is only here. */
        ADDED,
        /** It is only there. */
        MISSING,
        /** It is in both, and not the same. */
        CHANGED
    }

    /** A value here and the one there; empty for a trait at its default. */
    public record Values(String here, String there) {}
}
