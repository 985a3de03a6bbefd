package dev.godwit.workflow.activity.slice;

/**
 * The result of verify over all its steps.
 *
 * @param green true when nothing is wrong and every trigger is as planned
 * @param compared rows compared
 * @param mismatches wrong rows, and rows that the plan's own queries returned
 * @param note what is wrong, in words; empty when green
 */
public record Proof(boolean green, long compared, long mismatches, String note) {}
