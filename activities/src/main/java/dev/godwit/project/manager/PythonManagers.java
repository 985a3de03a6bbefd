package dev.godwit.project.manager;

import dev.godwit.project.python.declared.Pyproject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who installs a Python project that has no requirements files and no uv.lock. With one of these it
 * is known, whatever lies beside it.
 */
final class PythonManagers {

    private static final String PYTHON = "python";

    private static final Pattern REQUIREMENTS =
            Pattern.compile("(.*[-_])?requirements([-_.].*)?\\.(txt|in)");

    /** Locks of what pyproject.toml declares: moving that alone would leave them behind. */
    private static final Map<String, String> LOCKS = new LinkedHashMap<>();

    /** Of projects that declare nothing where it is known. */
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        LOCKS.put("poetry.lock", "Poetry");
        LOCKS.put("pdm.lock", "PDM");
        LOCKS.put("Pipfile.lock", "Pipenv");
        SIGNS.put("Pipfile", "Pipenv");
        SIGNS.put("environment.yml", "conda");
        SIGNS.put("environment.yaml", "conda");
        SIGNS.put("setup.py", "setuptools");
        SIGNS.put("setup.cfg", "setuptools");
    }

    private PythonManagers() {}

    static Optional<Unsupported> in(Path folder) {
        if (Files.exists(folder.resolve("uv.lock")) || requirements(folder)) {
            return Optional.empty();
        }
        return first(folder, LOCKS, true)
                .or(
                        () ->
                                has(folder, "project")
                                        ? Optional.empty()
                                        : poetry(folder).or(() -> first(folder, SIGNS, false)));
    }

    private static Optional<Unsupported> poetry(Path folder) {
        return has(folder, "tool.poetry")
                ? Optional.of(new Unsupported(PYTHON, "Poetry", "pyproject.toml", false))
                : Optional.empty();
    }

    private static Optional<Unsupported> first(
            Path folder, Map<String, String> signs, boolean instead) {
        return signs.entrySet().stream()
                .filter(one -> Files.isRegularFile(folder.resolve(one.getKey())))
                .map(one -> new Unsupported(PYTHON, one.getValue(), one.getKey(), instead))
                .findFirst();
    }

    private static boolean has(Path folder, String table) {
        try {
            return Pyproject.in(folder).filter(one -> one.has(table)).isPresent();
        } catch (IOException unreadable) {
            return false; // who works with it will say so
        }
    }

    private static boolean requirements(Path folder) {
        return any(folder, REQUIREMENTS)
                || any(folder.resolve("requirements"), Pattern.compile(".*\\.(txt|in)"));
    }

    private static boolean any(Path folder, Pattern names) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(one -> names.matcher(one.getFileName().toString()).matches());
        } catch (IOException unreadable) {
            return false;
        }
    }
}
