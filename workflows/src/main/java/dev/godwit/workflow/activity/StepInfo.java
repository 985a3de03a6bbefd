package dev.godwit.workflow.activity;

import dev.godwit.workflow.Phase;

/**
 * A step as a workflow sees it.
 *
 * @param phase APPLY, BACKFILL, VERIFY, CONSTRAIN or CONTRACT
 * @param kind STATEMENT (one call), FILL (slices in lanes) or PROVE (slices)
 * @param summary one line for people
 * @param lanes of a FILL; 1 otherwise
 */
public record StepInfo(int number, Phase phase, Kind kind, String summary, int lanes) {

    /** How a workflow drives the step. */
    public enum Kind {
        STATEMENT,
        FILL,
        PROVE
    }
}
