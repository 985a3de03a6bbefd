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
 * @param changelog where people read what has changed, as the package says; {@link Link#NONE} when
 *     that is not known or nothing has moved
 */
public record Fate(
        String name,
        String from,
        String to,
        boolean major,
        Kind kind,
        String reason,
        String log,
        Link changelog) {

    public Fate {
        changelog = changelog == null ? Link.NONE : changelog; // of an older worker
    }

    /** Without a link. */
    public Fate(
            String name,
            String from,
            String to,
            boolean major,
            Kind kind,
            String reason,
            String log) {
        this(name, from, to, major, kind, reason, log, Link.NONE);
    }

    /** The same candidate, with another end. */
    public Fate ending(Kind other, String why) {
        return new Fate(name, from, to, major, other, why, log, changelog);
    }

    /**
     * A page of the package's own naming; nobody has looked whether it is there.
     *
     * @param label what is to be found there: changelog, releases, repository, home page
     * @param url http or https, no longer than 200 characters
     */
    public record Link(String label, String url) {

        /** Nothing is known. */
        public static final Link NONE = new Link("", "");
    }

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
        /** The result branch holds it already: a recipe, or what moved before, has moved it. */
        ADOPTED,
        /** Not offered: excluded, not declared as a version, or passed over. */
        SKIPPED
    }
}
