package dev.godwit.workflow.drift;

import java.util.List;

/**
 * One object that differs.
 *
 * @param kind of object, as PostgreSQL calls it
 * @param object its kind and name
 * @param way ADDED: only here, MISSING: only there, CHANGED: in both
 * @param traits in what a changed one differs
 */
public record Drifted(String kind, String object, Way way, List<Trait> traits) {

    public Drifted {
        traits = List.copyOf(traits);
    }

    /** In which way. */
    public enum Way {
        ADDED,
        MISSING,
        CHANGED
    }

    /** A value here and the one there; empty for a default. */
    public record Trait(String name, String here, String there) {}
}
