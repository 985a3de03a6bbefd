package dev.godwit.project.place;

/**
 * Where a project is to be had.
 *
 * @param repository URL or path, with its secrets; empty for a directory, which says it itself
 * @param path of the project in the repository; empty for its root
 * @param directory absolute path of a bare directory; empty for a repository
 */
public record Location(String repository, String path, String directory) {

    /** Without the repository, which may hold a password. */
    @Override
    public String toString() {
        return "Location[path=%s, directory=%s]".formatted(path, directory);
    }
}
