package dev.godwit.workflow.message;

import org.jspecify.annotations.Nullable;

/**
 * Asks a target for its own record.
 *
 * @param run name of a run, or empty for all runs of the target, without their ledger
 * @param after only lines of the ledger with a higher id, oldest first, as many as fit into one
 *     answer; null for the newest lines
 * @param detail whether steps, samples and proof are wanted as well
 */
public record ReadInput(
        int contract,
        String target,
        String queue,
        String run,
        @Nullable Long after,
        boolean detail) {

    /** Asks for the newest lines. */
    public ReadInput(int contract, String target, String queue, String run) {
        this(contract, target, queue, run, null, false);
    }
}
