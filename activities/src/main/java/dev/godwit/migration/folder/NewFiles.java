package dev.godwit.migration.folder;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Files that are added to somebody's project. */
final class NewFiles {

    private NewFiles() {}

    /**
     * Nobody sees what is written into a clone.
     *
     * @throws ProjectFailure when the project is a repository
     */
    static void directory(MigrationsFile file) {
        if (!file.project().startsWith("/")) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-775",
                            "files are written into directories only",
                            file.project(),
                            "the project is a repository, which the worker has a clone of",
                            "name your working copy: --project DIRECTORY"));
        }
    }

    /** Writes all or none; one that is there already stays. @return the paths */
    static List<String> write(Path folder, Map<String, String> files) throws IOException {
        List<Path> made = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                Path path = folder.resolve(file.getKey()).normalize();
                Path parent = Objects.requireNonNull(path.getParent(), "below the folder");
                if (!Files.isDirectory(parent)) {
                    Files.createDirectories(parent);
                    made.add(parent);
                }
                Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
                made.add(path);
            }
        } catch (IOException failure) {
            Collections.reverse(made);
            for (Path path : made) {
                Files.deleteIfExists(path);
            }
            throw failure;
        }
        return made.stream().filter(Files::isRegularFile).map(Path::toString).toList();
    }
}
