package dev.godwit.workflow.upgrade.message;

/**
 * What became of one candidate. Every candidate has one at the end.
 *
 * @param name of the package, or of the recipe
 * @param from version before; empty for a recipe
 * @param to version it moved to, or did not; empty for a recipe
 * @param major whether it left its major version, or would have
 * @param reason why; empty when it was applied without more ado
 * @param log name of the file with the test output that decided; empty when none did
 */
public record Fate(
        String name, String from, String to, boolean major, Kind kind, String reason, String log) {

    /** The words of the field, where it has some. */
    public enum Kind {
        /** Moved, and green. */
        APPLIED,
        /** Moved together with others without which it is red. */
        COUPLED,
        /** Not moved, for a reason that lies outside of the project. */
        HELD,
        /** Breaks the project. */
        QUARANTINED,
        /** Nobody knows: its probe was flaky, or it was stopped before. */
        UNRESOLVED,
        /** The result branch holds it already, by somebody else's commit. */
        ADOPTED,
        /** Not offered: excluded, not declared as a version, or passed over. */
        SKIPPED
    }
}
