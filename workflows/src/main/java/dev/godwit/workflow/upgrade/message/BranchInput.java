package dev.godwit.workflow.upgrade.message;

/**
 * Asks to merge or to remove a result branch.
 *
 * @param upgrade the run's
 * @param into branch to merge into, or that it may have been merged into
 * @param from commit that the run began at; empty when it is not known
 * @param actor who asks
 */
public record BranchInput(UpgradeInput upgrade, String into, String from, String actor) {}
