package dev.godwit.project.python;

import dev.godwit.project.python.declared.Pyproject;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The members of a workspace of uv's, which are locked, built and tested as one. */
final class Workspace {

    private static final int DEPTH = 6;

    private Workspace() {}

    static List<Pyproject> members(Path folder, Pyproject root) throws IOException {
        List<Pyproject> members = new ArrayList<>();
        if (root.members().isEmpty()) {
            return members;
        }
        Files.walkFileTree(
                folder,
                Set.of(),
                DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes is)
                            throws IOException {
                        String name = one.getFileName().toString();
                        if (!one.equals(folder)
                                && (name.startsWith(".") || name.equals("node_modules"))) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        if (!one.equals(folder) && has(folder, root, one)) {
                            Pyproject.in(one).ifPresent(members::add);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return members;
    }

    /** Whether the folder below is a member of the workspace above. */
    static boolean has(Path above, Pyproject root, Path below) {
        Path path = above.relativize(below);
        return root.members().stream().anyMatch(one -> matches(one, path))
                && root.excluded().stream().noneMatch(one -> matches(one, path));
    }

    private static boolean matches(String pattern, Path path) {
        String own = pattern.replaceFirst("^\\./", "").replaceFirst("/$", "");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + own);
        return matcher.matches(path);
    }

    /** The workspace that a folder is a member of. */
    static Optional<Path> around(Path folder) throws IOException {
        Path one = folder.toAbsolutePath().normalize();
        Path below = one;
        while (!Files.exists(one.resolve(".git")) && one.getParent() != null) {
            one = Objects.requireNonNull(one.getParent());
            Optional<Pyproject> root = Pyproject.in(one);
            if (root.isPresent() && has(one, root.get(), below)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
