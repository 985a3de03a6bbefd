package dev.godwit.project.python.program;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Specifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the virtual environment of a project.
 *
 * @param python that the project is for
 * @param requirements files to install
 * @param uv whether uv has locked it
 */
public record Installation(
        Workplace at,
        Venv venv,
        Specifier python,
        Optional<Pyproject> pyproject,
        List<Path> requirements,
        boolean uv) {

    /** Both pip's resolver and pip check name who asks for what so. */
    private static final Pattern WANTS =
            Pattern.compile(
                    "(?m)^(?:\\s*|ERROR: )([A-Za-z0-9][\\w.-]*)(?:\\[[^\\]]*\\])? [^\\s]+"
                            + " (?:depends on|has requirement|requires) ([A-Za-z0-9][\\w.-]*)");

    /**
     * Makes it anew.
     *
     * @param moved whether a lock file has to be brought in line first
     */
    public Result install(boolean moved) throws IOException {
        List<Path> logs = new ArrayList<>();
        Ended made = venv.create(python);
        logs.add(made.output());
        if (!made.good()) {
            return Result.bad("python -m venv: exit " + made.exit(), logs);
        }
        for (List<String> command : uv ? locked(moved) : List.of(List.<String>of())) {
            Ended ended = uv ? at.fetch("uv-" + command.get(1), variables(), command) : pip();
            logs.add(ended.output());
            if (!ended.good()) {
                return new Result(false, reason(command, ended), conflict(ended.text()), logs);
            }
        }
        Ended check = uv ? made : venv.pip("check", List.of("check"));
        logs.add(check.output());
        if (!check.good()) {
            return new Result(
                    false,
                    "pip check: " + check.text().strip().lines().findFirst().orElse("red"),
                    conflict(check.text()),
                    logs);
        }
        return Result.good(uv ? "uv sync" : "pip install", logs);
    }

    private List<List<String>> locked(boolean moved) {
        List<String> sync = new ArrayList<>(List.of("uv", "sync", "--locked"));
        pyproject.ifPresent(
                one ->
                        one.extras()
                                .forEach(
                                        extra -> {
                                            sync.add("--extra");
                                            sync.add(extra);
                                        }));
        return moved ? List.of(List.of("uv", "lock"), sync) : List.of(sync);
    }

    private Map<String, String> variables() {
        return Map.of(
                "UV_PROJECT_ENVIRONMENT", venv.folder().toString(),
                "UV_PYTHON", venv.bin("python").toString(),
                "UV_PYTHON_DOWNLOADS", "never",
                "UV_NO_PROGRESS", "1",
                "NO_COLOR", "1");
    }

    private Ended pip() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("install"));
        for (Path file : requirements) {
            arguments.add("-r");
            arguments.add(at.folder().relativize(file).toString());
        }
        if (pyproject.filter(one -> one.has("project.name")).isPresent()) {
            List<String> extras = pyproject.get().extras();
            arguments.add("-e");
            arguments.add(extras.isEmpty() ? "." : ".[%s]".formatted(String.join(",", extras)));
            arguments.addAll(pyproject.get().grouped());
        }
        return venv.pip("install", arguments);
    }

    private static String reason(List<String> command, Ended ended) {
        String what = command.isEmpty() ? "pip install" : String.join(" ", command);
        if (ended.tookTooLong()) {
            return what + ": took too long";
        }
        return what
                + ": "
                + ended.text()
                        .lines()
                        .filter(line -> line.startsWith("ERROR: ") || line.startsWith("error: "))
                        .map(line -> line.replaceFirst("(?i)error: ", ""))
                        .filter(line -> !line.startsWith("Cannot install"))
                        .findFirst()
                        .orElse("exit " + ended.exit());
    }

    /** Those that want something of others, and what they want. */
    private static List<String> conflict(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher wants = WANTS.matcher(text);
        while (wants.find()) {
            names.add(Declaration.canonical(wants.group(1)));
            names.add(Declaration.canonical(wants.group(2)));
        }
        return List.copyOf(names);
    }
}
