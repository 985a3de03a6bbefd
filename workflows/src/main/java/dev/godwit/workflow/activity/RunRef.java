package dev.godwit.workflow.activity;

/**
 * A run in a target.
 *
 * @param target name of the target, resolved by the worker
 * @param id {@code godwit.run.id} in that target
 * @param name {@code <target>/<plan>}
 */
public record RunRef(String target, long id, String name) {}
