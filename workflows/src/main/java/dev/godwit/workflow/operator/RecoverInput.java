package dev.godwit.workflow.operator;

/**
 * Asks for a run that no workflow drives.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param plan name of the plan; its open run is meant
 * @param workflow workflow run id of the execution that takes over: a repeated call is noted once
 */
public record RecoverInput(
        int contract, String target, String plan, String actor, String reason, String workflow) {}
