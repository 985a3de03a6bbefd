package dev.godwit.project.python;

import dev.godwit.project.python.locked.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The requirements files of a folder that are to be installed: by their names, or compiled. */
final class RequirementFiles {

    private static final Pattern INSTALLED =
            Pattern.compile("(.*[-_])?requirements([-_.].*)?\\.txt");

    private RequirementFiles() {}

    static List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path one : List.of(folder, folder.resolve("requirements"))) {
            if (Files.isDirectory(one)) {
                try (Stream<Path> found = Files.list(one)) {
                    for (Path file : found.filter(RequirementFiles::text).sorted().toList()) {
                        if (!one.equals(folder) || named(file) || Compiled.is(file)) {
                            files.add(file);
                        }
                    }
                }
            }
        }
        return files;
    }

    /** Whether it can be one at all. */
    static boolean any(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt") || name.endsWith(".in");
    }

    private static boolean text(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt")
                && !name.startsWith("constraints")
                && Files.isRegularFile(file);
    }

    private static boolean named(Path file) {
        return INSTALLED.matcher(file.getFileName().toString()).matches();
    }
}
