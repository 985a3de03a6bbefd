package dev.godwit.project.probe;

/** What an attempt at a set of versions showed. */
public enum Verdict {
    /** It installs, builds and passes its tests. */
    GREEN,
    /** It installs; its build or its tests fail, every time. */
    RED,
    /** It cannot be installed: the versions do not go together. */
    UNBUILDABLE,
    /** It failed once and passed once with the same versions: nothing is known of them. */
    FLAKY
}
