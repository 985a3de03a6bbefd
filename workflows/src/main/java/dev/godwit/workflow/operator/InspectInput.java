package dev.godwit.workflow.operator;

/**
 * Asks how a target is.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param clock the starter's, milliseconds since the epoch, when it asked
 */
public record InspectInput(int contract, String target, String queue, long clock) {}
