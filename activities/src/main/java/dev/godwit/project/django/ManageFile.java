package dev.godwit.project.django;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a project's manage.py is. */
public final class ManageFile {

    private static final String NAME = "manage.py";
    private static final int DEPTH = 4;

    private ManageFile() {}

    /** Whether it lies in that folder. */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /** The folder that it lies in: the project's own, else the only one below that has one. */
    static Path folder(Path project) throws IOException {
        List<Path> found = folders(project);
        if (found.isEmpty()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-760",
                            "there is no manage.py",
                            project.getFileName().toString(),
                            "Django's migrations are run with the settings that it names",
                            "name the folder of the Django project"));
        }
        if (found.size() > 1) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-761",
                            "there are several files manage.py",
                            project.getFileName().toString(),
                            found.stream()
                                    .map(one -> project.relativize(one).toString())
                                    .collect(Collectors.joining(", ")),
                            "name the folder of one of them"));
        }
        return found.getFirst();
    }

    /** The folders that have one: the project's own alone, else all below, in order. */
    public static List<Path> folders(Path project) throws IOException {
        if (is(project)) {
            return List.of(project);
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                project,
                Set.of(),
                DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes is) {
                        String name = one.getFileName().toString();
                        boolean foreign =
                                name.startsWith(".")
                                        || name.equals("node_modules")
                                        || Files.exists(one.resolve("pyvenv.cfg"));
                        return foreign && !one.equals(project)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path one, BasicFileAttributes is) {
                        if (one.endsWith(NAME) && is.isRegularFile()) {
                            found.add(one.getParent());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Collections.sort(found);
        return found;
    }
}
