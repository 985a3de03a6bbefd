package dev.godwit.workflow.upgrade.message;

/**
 * Asks to merge or to remove a result branch.
 *
 * @param upgrade the run's
 * @param into branch to merge into
 * @param actor who asks
 */
public record BranchInput(UpgradeInput upgrade, String into, String actor) {}
