package dev.godwit.project.npm;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds workspaces as npm does, without asking it: npm itself knows them only when they are
 * installed.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/using-npm/workspaces">workspaces</a>
 */
final class Members {

    private Members() {}

    /**
     * The folders that patterns such as {@code packages/*} mean, each once. A pattern with an
     * exclamation mark takes away what those before it have found.
     */
    static List<Path> of(Path root, List<String> patterns) throws IOException {
        if (patterns.isEmpty()) {
            return List.of();
        }
        List<Path> folders = folders(root);
        Set<Path> members = new LinkedHashSet<>();
        for (String pattern : patterns) {
            boolean without = pattern.startsWith("!");
            List<PathMatcher> matchers = matchers(without ? pattern.substring(1) : pattern);
            List<Path> found =
                    folders.stream()
                            .filter(
                                    one ->
                                            matchers.stream()
                                                    .anyMatch(
                                                            any ->
                                                                    any.matches(
                                                                            root.relativize(one))))
                            .toList();
            if (without) {
                found.forEach(members::remove);
            } else {
                members.addAll(found);
            }
        }
        return List.copyOf(members);
    }

    /** Two stars stand for no folder as well. */
    private static List<PathMatcher> matchers(String pattern) {
        String bare = pattern.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
        return Stream.of(bare, bare.replace("**/", ""), bare.replaceFirst("/\\*\\*$", ""))
                .distinct()
                .flatMap(one -> matcher(one).stream())
                .toList();
    }

    /** What Java cannot read matches nothing: such a workspace stays as it is. */
    private static List<PathMatcher> matcher(String pattern) {
        try {
            return List.of(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
        } catch (PatternSyntaxException unreadable) {
            return List.of();
        }
    }

    private static List<Path> folders(Path root) throws IOException {
        List<Path> folders = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        if (folder.equals(root)) {
                            return FileVisitResult.CONTINUE;
                        }
                        String name = folder.getFileName().toString();
                        if (name.startsWith(".") || name.equals("node_modules")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        if (Files.isRegularFile(PackageJson.in(folder))) {
                            folders.add(folder);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return folders.stream().sorted().toList();
    }
}
