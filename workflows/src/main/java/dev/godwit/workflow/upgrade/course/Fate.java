package dev.godwit.workflow.upgrade.course;

/**
 * What became of one candidate. Every candidate has one at the end.
 *
 * @param name of the package
 * @param from version before
 * @param to version it moved to, or did not
 * @param reason why; empty when it was applied without more ado
 */
public record Fate(String name, String from, String to, Kind kind, String reason) {

    /** The words of the field, where it has some. */
    public enum Kind {
        /** Moved, and green. */
        APPLIED,
        /** Not moved, for a reason that lies outside of the project. */
        HELD,
        /** Breaks the project. */
        QUARANTINED,
        /** Moved together with others without which it is red. */
        COUPLED,
        /** Nobody knows: its probe was flaky. */
        UNRESOLVED,
        /** Moved by the user meanwhile. */
        ADOPTED,
        /** Not offered: excluded, or not declared as a version. */
        SKIPPED
    }
}
