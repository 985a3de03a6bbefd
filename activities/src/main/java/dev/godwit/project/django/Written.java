package dev.godwit.project.django;

import java.nio.file.Path;
import java.util.List;

/**
 * Files that Django has written into a project.
 *
 * @param said what it said about them
 * @param paths empty when there was nothing to write, or nothing was to be written
 */
public record Written(List<String> said, List<Path> paths) {

    public Written {
        said = List.copyOf(said);
        paths = List.copyOf(paths);
    }
}
