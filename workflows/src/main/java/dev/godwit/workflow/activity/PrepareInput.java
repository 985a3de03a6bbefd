package dev.godwit.workflow.activity;

/**
 * Input of preflight.
 *
 * @param workflow workflow run id of the first execution of the chain: makes a repeated call find
 *     the run it made
 * @param terminateAfter seconds after which a transaction that keeps a step from its lock is
 *     terminated; 0 for never
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
        long terminateAfter) {

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
        this(contract, target, plan, source, text, hash, actor, workflow, 0);
    }
}
