package dev.godwit.plan.step;

/** The phases of a run in which steps are run, in their order. */
public enum Stage {
    APPLY,
    BACKFILL,
    VERIFY,
    CONSTRAIN,
    CONTRACT
}
