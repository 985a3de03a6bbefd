package dev.godwit.workflow.operator;

/**
 * Asks to remove Godwit from a target.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param dryRun only say what would go
 */
public record UninstallInput(
        int contract, String target, String queue, String actor, boolean dryRun) {}
