package dev.godwit.workflow.activity;

import org.jspecify.annotations.Nullable;

/**
 * Input of preflight.
 *
 * @param workflow workflow run id of the first execution of the chain: makes a repeated call find
 *     the run it made
 * @param terminateAfter seconds after which a transaction that keeps a step from its lock is
 *     terminated; 0 for never
 * @param preset how much of the server it takes, as a plan writes it; null for what the plan says
 */
public record PrepareInput(
        int contract,
        String target,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        String workflow,
        long terminateAfter,
        @Nullable String preset) {

    /** For a run that terminates nobody. */
    public PrepareInput(
            int contract,
            String target,
            String plan,
            String source,
            String text,
            String hash,
            String actor,
            String workflow) {
        this(contract, target, plan, source, text, hash, actor, workflow, 0, null);
    }
}
