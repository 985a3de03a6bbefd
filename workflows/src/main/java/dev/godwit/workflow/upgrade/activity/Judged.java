package dev.godwit.workflow.upgrade.activity;

/**
 * What a probe showed.
 *
 * @param commit that holds what was tested; empty unless it is green
 * @param note one line for people
 */
public record Judged(Kind kind, String commit, String note) {

    /** The verdict. */
    public enum Kind {
        /** Installs, builds, passes. */
        GREEN,
        /** Builds or passes not, twice. */
        RED,
        /** Cannot be installed. */
        UNBUILDABLE,
        /** Failed once, passed once. */
        FLAKY
    }

    public boolean green() {
        return kind == Kind.GREEN;
    }
}
