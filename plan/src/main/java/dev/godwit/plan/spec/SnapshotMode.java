package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;

/** What is kept before the first change. All but {@link #NONE} keep what a step destroys. */
@Doc("What is kept before the first change")
public enum SnapshotMode {
    /** What a step destroys. */
    DATA,
    /** Also a dump by pg_dump, in the worker's directory. */
    DUMP,
    /** Also a named restore point, or the run does not begin. */
    RESTORE_POINT,
    /** Also what a command of the worker's configuration does. */
    HOOK,
    /** Nothing at all. */
    NONE
}
