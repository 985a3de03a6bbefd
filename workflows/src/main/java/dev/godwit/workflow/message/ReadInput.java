package dev.godwit.workflow.message;

/**
 * Asks a target for its own record. @param run name of a run, or empty for all runs of the target
 */
public record ReadInput(int contract, String target, String queue, String run) {}
