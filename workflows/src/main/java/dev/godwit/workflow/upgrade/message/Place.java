package dev.godwit.workflow.upgrade.message;

/**
 * Where a project lies.
 *
 * @param target name of a project target; for a directory, a name that is made of it
 * @param queue of the target, or of the host that the directory is on
 * @param directory absolute path of a bare directory; empty for a target of the configuration
 * @param path of the project in its repository; empty for its root, or for what the target says
 * @param ecosystem {@code npm}, {@code maven}, {@code python}; empty for the only one there is
 */
public record Place(String target, String queue, String directory, String path, String ecosystem) {}
