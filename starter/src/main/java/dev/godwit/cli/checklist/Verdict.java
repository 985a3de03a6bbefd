package dev.godwit.cli.checklist;

import java.util.Locale;

/** How a line of a checklist stands, best first. */
public enum Verdict {
    /** There is evidence. */
    SHOWN,
    /** There is nothing that it would be asked of. */
    NOT_NEEDED,
    /** A person has accepted by name that it is not so. */
    ACCEPTED,
    /** Nothing is recorded that would show it. */
    NOT_SHOWN,
    /** There is evidence that it is not so. */
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
