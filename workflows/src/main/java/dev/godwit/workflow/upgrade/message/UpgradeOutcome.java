package dev.godwit.workflow.upgrade.message;

import java.util.Locale;

/** How an upgrade ended. */
public enum UpgradeOutcome {
    RUNNING,
    /** Every candidate is decided, and nothing broke. */
    DONE,
    /** Something is quarantined or unresolved. The rest was kept. */
    PARTIAL,
    /** The project is red as it is: nothing was tried. */
    RED_BASELINE,
    /** The audit found what it was told to fail on. */
    FINDINGS,
    /** The audit could not find out what it should. */
    UNKNOWN,
    /** It was stopped or taken back: the result branch is gone. */
    ROLLED_BACK,
    /** It could not begin; nothing was done. */
    REJECTED,
    /** It could not go on; what was kept before is on the result branch. */
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
