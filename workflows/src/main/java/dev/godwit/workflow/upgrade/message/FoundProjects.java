package dev.godwit.workflow.upgrade.message;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * The projects of a repository.
 *
 * @param projects by path
 * @param problems why nothing can be begun; empty otherwise
 * @param passed projects that are known and not worked with, each with the reason
 */
public record FoundProjects(List<Project> projects, List<Finding> problems, List<Finding> passed) {

    /** One of them. @param path in the repository; empty for its root */
    public record Project(String path, String ecosystem) {}

    public FoundProjects {
        projects = List.copyOf(projects);
        problems = List.copyOf(problems);
        passed = passed == null ? List.of() : List.copyOf(passed); // an older worker says none
    }

    /** With nothing that was passed. */
    public FoundProjects(List<Project> projects, List<Finding> problems) {
        this(projects, problems, List.of());
    }
}
