package dev.godwit.project.python.program;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Requirements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills the virtual environment of a project by pip.
 *
 * @param requirements files to install
 */
public record Installation(
        Workplace at, Venv venv, Optional<Pyproject> pyproject, List<Requirements> requirements) {

    public Installation {
        requirements = List.copyOf(requirements);
    }

    /** Installs everything, and asks whether it goes together. */
    public Result install(List<Path> before) throws IOException {
        List<Path> logs = new ArrayList<>(before);
        for (List<String> arguments : calls()) {
            Ended ended = venv.pip("install-" + logs.size(), arguments);
            logs.add(ended.output());
            if (!ended.good()) {
                return Failure.of("pip install", ended, logs);
            }
        }
        Ended check = venv.pip("check", List.of("check"));
        logs.add(check.output());
        if (!check.good()) {
            return new Result(
                    false,
                    "pip check: " + check.text().strip().lines().findFirst().orElse("red"),
                    Failure.conflict(check.text()),
                    logs);
        }
        return Result.good("pip install", logs);
    }

    /** Once there is one hash, pip wants one of everything that it installs: files with, first. */
    private List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>();
        List<String> hashed = files(true);
        if (!hashed.isEmpty()) {
            hashed.addFirst("install");
            calls.add(hashed);
        }
        List<String> rest = files(false);
        if (pyproject.filter(one -> one.has("project.name")).isPresent()) {
            List<String> extras = pyproject.get().extras();
            rest.add("-e");
            rest.add(extras.isEmpty() ? "." : ".[%s]".formatted(String.join(",", extras)));
        }
        pyproject.ifPresent(one -> rest.addAll(one.grouped()));
        if (!rest.isEmpty()) {
            rest.addFirst("install");
            calls.add(rest);
        }
        return calls;
    }

    private List<String> files(boolean hashed) {
        List<String> arguments = new ArrayList<>();
        for (Requirements one : requirements) {
            if (one.hashed() == hashed) {
                arguments.add("-r");
                arguments.add(at.folder().relativize(one.file()).toString());
            }
        }
        return arguments;
    }
}
