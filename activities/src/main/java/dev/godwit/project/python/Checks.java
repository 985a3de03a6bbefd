package dev.godwit.project.python;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What decides whether a Python project works. */
record Checks(Workplace at, Venv venv) {

    Result run() throws IOException {
        return at.all("test", venv.variables(), commands());
    }

    private List<List<String>> commands() throws IOException {
        if (!at.test().isEmpty()) {
            return List.of(own(at.test()));
        }
        List<List<String>> commands = new ArrayList<>();
        boolean django = Files.exists(at.folder().resolve("manage.py"));
        if (django) {
            commands.add(venv.command(List.of("manage.py", "check", "--deploy")));
            commands.add(
                    venv.command(List.of("manage.py", "makemigrations", "--check", "--dry-run")));
        }
        if (Files.exists(venv.bin("pytest"))) {
            commands.add(venv.command(List.of("-m", "pytest", "-q")));
        } else if (django) {
            commands.add(venv.command(List.of("manage.py", "test")));
        } else if (tests()) {
            commands.add(venv.command(List.of("-m", "unittest", "discover")));
        }
        if (commands.isEmpty()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-655",
                            "the project has neither pytest nor tests that unittest finds",
                            at.folder().getFileName().toString(),
                            "without one nothing can be proven",
                            "add some, or name a command with --test"));
        }
        return commands;
    }

    /** Programs of the virtual environment come first, as in an activated one. */
    private List<String> own(List<String> test) {
        Path installed = venv.bin(test.getFirst());
        if (test.getFirst().contains("/") || !Files.exists(installed)) {
            return test;
        }
        List<String> command = new ArrayList<>(test);
        command.set(0, installed.toString());
        return command;
    }

    private boolean tests() throws IOException {
        for (Path folder : List.of(at.folder(), at.folder().resolve("tests"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.anyMatch(
                            file -> file.getFileName().toString().matches("test.*\\.py"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
