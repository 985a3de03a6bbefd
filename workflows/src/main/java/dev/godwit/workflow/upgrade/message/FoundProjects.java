package dev.godwit.workflow.upgrade.message;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * The projects of a repository.
 *
 * @param projects by path
 * @param problems why nothing can be begun; empty otherwise
 */
public record FoundProjects(List<Project> projects, List<Finding> problems) {

    /** One of them. @param path in the repository; empty for its root */
    public record Project(String path, String ecosystem) {}

    public FoundProjects {
        projects = List.copyOf(projects);
        problems = List.copyOf(problems);
    }
}
