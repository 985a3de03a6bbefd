package dev.godwit.workflow.upgrade.activity;

/**
 * What a probe showed.
 *
 * @param commit that holds what was tested; empty when it was never green
 * @param note one line for people
 * @param log name of the file with the output that decided; empty when there is none
 * @param remembered whether an earlier run had tested the same
 */
public record Judged(Kind kind, String commit, String note, String log, boolean remembered) {

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
