package dev.godwit.project.audit.tool;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in Python that is no part of any project: the one on the PATH, or one that Godwit has
 * installed for itself, once for all projects.
 *
 * @param folder of such programs
 * @param name in PyPI and on the PATH
 * @param module as {@code python -m} calls it
 * @param version that Godwit installs
 */
record PythonTool(Path folder, String name, String module, String version) {

    private static final Map<String, String> QUIET =
            Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_INPUT", "1");

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+[\\w.]*)\\s*$");

    /**
     * How to call it.
     *
     * @param command without arguments
     * @param version as it says itself
     */
    record Found(List<String> command, String version) {}

    /** Finds or installs it; empty when neither works, which the logs explain. */
    Optional<Found> find(Workplace at) throws IOException {
        if (at.sandbox().find(name).isPresent()) {
            Optional<Found> own = asked(at, List.of(name));
            if (own.isPresent()) {
                return own;
            }
        }
        if (at.sandbox().find("python3").isEmpty()) {
            return Optional.empty();
        }
        Path home = folder.resolve(name + "-" + version).toAbsolutePath();
        List<String> command = List.of(home.resolve("bin/python").toString(), "-m", module);
        if (Files.exists(home)) {
            Optional<Found> installed = asked(at, command);
            if (installed.isPresent()) {
                return installed;
            }
            delete(home); // of a Python that is gone
        }
        return install(at, home) ? asked(at, command) : Optional.empty();
    }

    private Optional<Found> asked(Workplace at, List<String> command) throws IOException {
        if (at.sandbox().find(command.getFirst()).isEmpty()) {
            return Optional.empty();
        }
        List<String> whole = new ArrayList<>(command);
        whole.add("--version");
        Ended ended = at.run(name + "-version", Map.of(), whole);
        Matcher number = NUMBER.matcher(ended.text());
        return ended.good() && number.find()
                ? Optional.of(new Found(command, number.group(1)))
                : Optional.empty();
    }

    /** Beside its place, then moved there whole: nobody ever sees half of it. */
    private boolean install(Workplace at, Path home) throws IOException {
        Files.createDirectories(folder);
        Path made = Files.createTempDirectory(folder, name).toAbsolutePath();
        try {
            return at.run(
                                    name + "-venv",
                                    Map.of(),
                                    List.of("python3", "-m", "venv", made.toString()))
                            .good()
                    && at.fetch(
                                    name + "-install",
                                    QUIET,
                                    List.of(
                                            made.resolve("bin/python").toString(),
                                            "-m",
                                            "pip",
                                            "install",
                                            name + "==" + version))
                            .good()
                    && moved(made, home);
        } finally {
            delete(made);
        }
    }

    private static boolean moved(Path made, Path home) throws IOException {
        try {
            Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException strange) {
            throw strange;
        } catch (FileSystemException there) {
            if (!Files.exists(home)) { // another one was faster
                throw there;
            }
        }
        return true;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
