package dev.godwit.workflow.snapshot;

import java.time.Duration;

/**
 * Asks for what is kept in a target.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param plan whose runs are meant; empty for all
 * @param into schema that RESTORE writes into; empty for other actions
 * @param olderThan for PRUNE: how long ago a run must have ended; zero for other actions
 * @param dryRun for PRUNE: only say what would go
 */
public record SnapshotInput(
        int contract,
        String target,
        String queue,
        String actor,
        Action action,
        String plan,
        String into,
        Duration olderThan,
        boolean dryRun) {

    /** What is to be done. */
    public enum Action {
        LIST,
        VERIFY,
        RESTORE,
        PRUNE
    }
}
