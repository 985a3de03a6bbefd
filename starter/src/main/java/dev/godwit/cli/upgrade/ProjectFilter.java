package dev.godwit.cli.upgrade;

import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import java.nio.file.Path;
import java.util.List;

/**
 * Which of the projects of a repository somebody means.
 *
 * @param path the folder of the repository, as Git calls it; empty for any
 * @param ecosystem like {@code npm}; empty for any
 */
public record ProjectFilter(String path, String ecosystem) {

    /** Takes the folder however a shell has completed it. */
    public ProjectFilter {
        if (!path.isEmpty()) {
            String plain = Path.of(path).normalize().toString();
            path = plain.isEmpty() ? "." : plain;
        }
    }

    /** Those of them that are meant. */
    public List<Project> among(List<Project> found) {
        return found.stream()
                .filter(one -> path.isEmpty() || one.path().equals(root() ? "" : path))
                .filter(one -> ecosystem.isEmpty() || one.ecosystem().equals(ecosystem))
                .toList();
    }

    /** Whether a file of the repository lies where it is meant. */
    public boolean covers(String file) {
        return ecosystem.isEmpty() && (path.isEmpty() || root() || file.startsWith(path + "/"));
    }

    private boolean root() {
        return path.equals(".");
    }
}
