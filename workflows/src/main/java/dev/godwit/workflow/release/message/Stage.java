package dev.godwit.workflow.release.message;

import java.util.Locale;

/** Which part of a release has the word. */
public enum Stage {
    /** The migration checks, saves and expands. */
    APPLY,
    /** The migration waits; the project is upgraded. */
    UPGRADE,
    /** The migration fills, proves, constrains and contracts, with its own gates. */
    MIGRATE,
    /** Both are being taken back. */
    ROLLING_BACK,
    /** It is over. */
    ENDED;

    /** Lower case with hyphens, as people read it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
