package dev.godwit.project.link;

import java.util.Locale;

/**
 * A page about a package, as the package itself names it; nobody has looked whether it is there.
 *
 * @param url http or https, without a user, of at most {@link Links#LONGEST} characters
 */
public record Link(Kind kind, String url) {

    /** What is to be found there, the most telling first. */
    public enum Kind {
        /** What its people call so. */
        CHANGELOG,
        /** The list of releases that its host keeps. */
        RELEASES,
        /** Its source code. */
        REPOSITORY,
        /** A page about it. */
        HOMEPAGE;

        /** As people call it. */
        public String label() {
            return this == HOMEPAGE ? "home page" : name().toLowerCase(Locale.ROOT);
        }
    }
}
