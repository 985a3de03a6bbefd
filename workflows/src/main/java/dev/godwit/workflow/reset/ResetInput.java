package dev.godwit.workflow.reset;

/**
 * Asks to empty a target.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param dryRun only say what would go
 */
public record ResetInput(int contract, String target, String queue, String actor, boolean dryRun) {}
