package dev.godwit.workflow.upgrade.activity;

/**
 * Where an upgrade starts from.
 *
 * @param commit that the project's branch was at
 * @param branch that branch
 * @param ecosystem of the project: {@code npm}
 */
public record Base(String commit, String branch, String ecosystem) {}
