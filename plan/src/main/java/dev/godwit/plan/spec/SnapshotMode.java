package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;

/** What is kept before the first change. */
@Doc(
        value = "What is kept before the first change",
        notBuilt = {"dump", "hook"})
public enum SnapshotMode {
    DATA,
    RESTORE_POINT,
    NONE
}
