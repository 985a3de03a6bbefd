package dev.godwit.project.python.program;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program from the package index that Godwit works with, in a virtual environment of its own:
 * never in the project's, which shows what the project needs.
 *
 * @param folder of such programs, on this host
 * @param name in the index
 * @param version that is installed
 * @param command in the virtual environment's bin, without arguments
 * @param bound whether it works for the Python that it runs on, so that each needs its own
 */
public record Tool(Path folder, String name, String version, List<String> command, boolean bound) {

    /** pip-compile. */
    public static Tool pipTools(Path folder) {
        return new Tool(folder, "pip-tools", "7.6.2", List.of("python", "-m", "piptools"), true);
    }

    /** uv, where there is none on the PATH. */
    public static Tool uv(Path folder) {
        return new Tool(folder, "uv", "0.13.9", List.of("uv"), false);
    }

    /**
     * How to call it; installs it where it is not yet.
     *
     * @param venv whose Python it is to work for
     * @throws IOException when it cannot be installed
     */
    public List<String> find(Workplace at, Venv venv) throws IOException {
        boolean contained = at.sandbox().contained();
        if (!bound && !contained && at.sandbox().find(name).isPresent()) {
            return List.of(name);
        }
        String own = bound ? "-python" + venv.installed().text() : "";
        // A container sees the clone and not this host's programs.
        Path home =
                contained
                        ? at.folder().resolve(".godwit-" + name).toAbsolutePath()
                        : folder.resolve(name + "-" + version + own).toAbsolutePath();
        List<String> whole = new ArrayList<>(command);
        Path program = home.resolve("bin").resolve(command.getFirst());
        whole.set(0, program.toString());
        if (!Files.exists(program) && !(contained && Files.isDirectory(home))) {
            install(at, venv, home);
        }
        return whole;
    }

    /** Beside its place, then moved there whole: nobody ever sees half of it. */
    private void install(Workplace at, Venv venv, Path home) throws IOException {
        Path parent = home.resolveSibling(".new").getParent();
        Files.createDirectories(parent);
        Path made = Files.createTempDirectory(parent, ".godwit-" + name).toAbsolutePath();
        try {
            String python = made.resolve("bin/python").toString();
            List<String> wanted = List.of("install", "--quiet", name + "==" + version);
            List<String> pip = new ArrayList<>(List.of(python, "-m", "pip"));
            pip.addAll(wanted);
            Ended ended = at.run(name + "-venv", Venv.QUIET, venv.another(made));
            if (ended.good()) {
                ended = at.fetch(name + "-install", Venv.QUIET, pip);
            }
            if (!ended.good()) {
                throw new IOException(
                        "%s %s cannot be installed: %s".formatted(name, version, ended.lastLine()));
            }
            if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
                delete(home); // of a Python that is gone
            }
            Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            if (!Files.exists(home)) { // another one was faster
                throw failure;
            }
        } finally {
            delete(made);
        }
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
