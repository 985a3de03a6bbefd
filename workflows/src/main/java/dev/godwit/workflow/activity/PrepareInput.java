package dev.godwit.workflow.activity;

/**
 * Input of preflight.
 *
 * @param workflow workflow run id of the first execution of the chain: makes a repeated call find
 *     the run it made
 */
public record PrepareInput(
        int contract,
        String target,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        String workflow) {}
