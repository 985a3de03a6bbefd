package dev.godwit.project.python.program;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Pyproject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills the virtual environment of a project that uv has locked, and renews its lock.
 *
 * @param project the pyproject.toml beside the lock
 * @param tools folder of programs that Godwit installs for itself
 */
public record Uv(Workplace at, Venv venv, Pyproject project, Path tools) {

    /** Installs what is locked. @param before logs of what came before */
    public Result sync(List<Path> before) throws IOException {
        List<String> sync = new ArrayList<>(List.of("sync", "--locked"));
        if (!project.members().isEmpty()) {
            sync.add("--all-packages");
        }
        for (String extra : project.extras()) {
            sync.addAll(List.of("--extra", extra));
        }
        for (String group : project.groups()) {
            sync.addAll(List.of("--group", group));
        }
        return run(sync, before);
    }

    /**
     * Renews the lock, which moves what it has to and no more, and installs it.
     *
     * @param versions to come: {@code django==5.2.19}
     */
    public Result lock(List<String> versions, List<Path> before) throws IOException {
        List<String> lock = new ArrayList<>(List.of("lock"));
        for (String version : versions) {
            lock.addAll(List.of("--upgrade-package", version));
        }
        Result locked = run(lock, before);
        return locked.good() ? sync(locked.logs()) : locked;
    }

    private Result run(List<String> arguments, List<Path> before) throws IOException {
        List<String> command = new ArrayList<>(Tool.uv(tools).find(at, venv));
        command.addAll(arguments);
        Ended ended = at.fetch("uv-" + arguments.getFirst(), variables(), command);
        List<Path> logs = new ArrayList<>(before);
        logs.add(ended.output());
        String what = "uv " + arguments.getFirst();
        return ended.good() ? Result.good(what, logs) : Failure.of(what, ended, logs);
    }

    private Map<String, String> variables() {
        return Map.of(
                "UV_PROJECT_ENVIRONMENT", venv.folder().toString(),
                "UV_PYTHON", venv.bin("python").toString(),
                "UV_PYTHON_DOWNLOADS", "never",
                "UV_NO_PROGRESS", "1",
                "NO_COLOR", "1");
    }
}
