package dev.godwit.postgres.snapshot.mode;

import dev.godwit.postgres.session.Attempt;

/** Runs commands of the worker's configuration by their names. */
@FunctionalInterface
public interface Hooks {

    /** A worker without hooks. */
    Hooks NONE = (hook, run, attempt) -> new Ended(false, "this worker has no hook " + hook);

    /** How it ended. @param note without anything that it printed: that may be a secret */
    record Ended(boolean good, String note) {}

    /** Runs one to its end, or to the end of its time or of the attempt. */
    Ended run(String hook, String run, Attempt attempt);
}
