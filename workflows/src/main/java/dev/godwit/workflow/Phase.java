package dev.godwit.workflow;

import java.util.EnumSet;
import java.util.Set;

/** Where a run is. An edge not listed in {@link #successors()} is a bug in Godwit. */
public enum Phase {
    PREFLIGHT,
    SNAPSHOT,
    APPLY,
    BACKFILL,
    VERIFY,
    CONSTRAIN,
    HOLD,
    CONTRACT,
    /** Compensating; entered from any phase, by a failure, by abort or by rollback. */
    ROLLING_BACK,
    /** Ended as planned. A rollback of a done run starts here. */
    DONE,
    /** Ended without the change. */
    ROLLED_BACK;

    /** The phases that may follow this one. */
    public Set<Phase> successors() {
        return switch (this) {
            case PREFLIGHT -> EnumSet.of(SNAPSHOT, ROLLING_BACK); // rolling back: nothing to undo
            case SNAPSHOT -> EnumSet.of(APPLY, ROLLING_BACK);
            case APPLY -> EnumSet.of(BACKFILL, ROLLING_BACK);
            case BACKFILL -> EnumSet.of(VERIFY, ROLLING_BACK);
            // back to BACKFILL: a red verify refills once by itself, and again when a person says
            // resume
            case VERIFY -> EnumSet.of(CONSTRAIN, BACKFILL, ROLLING_BACK);
            case CONSTRAIN -> EnumSet.of(HOLD, ROLLING_BACK);
            // back to BACKFILL: the proof could not be renewed, and a person says resume
            case HOLD -> EnumSet.of(CONTRACT, BACKFILL, ROLLING_BACK);
            case CONTRACT -> EnumSet.of(DONE, ROLLING_BACK);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK);
            case DONE -> EnumSet.of(ROLLING_BACK);
            case ROLLED_BACK -> EnumSet.noneOf(Phase.class);
        };
    }

    /**
     * Checks a move.
     *
     * @return {@code next}
     * @throws IllegalStateException naming both phases when the move is not legal
     */
    public Phase to(Phase next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException("a run cannot move from " + this + " to " + next);
        }
        return next;
    }

    /** Lower case with hyphens, as people read it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
