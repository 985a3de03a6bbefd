package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.CloneFiles;
import dev.godwit.project.python.declared.Requirements;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A virtual environment outside of the project's folder, kept as long as what the project declares
 * is the same: for work that only uses what is installed. Made beside its place and moved there
 * whole, so that nobody ever sees half of it and two may make it at once.
 *
 * @param folder of such environments
 * @param tools folder of programs that Godwit installs for itself
 */
public record KeptVenv(Path folder, Path tools) {

    private static final int LETTERS = 24;

    /** Whether the project says what it needs at all. */
    public static boolean possible(Workplace at) {
        return Layout.in(at.folder());
    }

    /** The environment of the project. */
    public Venv of(Workplace at) throws IOException {
        return new Venv(at, folder.resolve(digest(at.folder()).substring(0, LETTERS)));
    }

    /** Makes it, where it is not there yet. */
    public Result make(Workplace at) throws IOException {
        Path home = folder.resolve(digest(at.folder()).substring(0, LETTERS));
        if (new Venv(at, home).exists()) {
            return Result.good("made before", List.of());
        }
        Path made = Files.createTempDirectory(Files.createDirectories(folder), ".made");
        try {
            Result result =
                    new Preparation(at, Layout.read(at.folder()), new Venv(at, made), tools)
                            .install(List.of());
            if (result.good()) {
                CloneFiles.delete(home); // of a Python that is gone
                Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return result;
        } catch (FileSystemException failure) {
            if (!Files.exists(home)) { // another one was faster
                throw failure;
            }
            return Result.good("made by another", List.of());
        } finally {
            CloneFiles.delete(made);
        }
    }

    /** Of every file that says what is installed, and of the folder, which may be installed too. */
    private static String digest(Path project) throws IOException {
        Layout layout = Layout.read(project);
        Set<Path> files = new TreeSet<>();
        Stream.of(layout.installed(), layout.written(), layout.constraints())
                .flatMap(List::stream)
                .map(Requirements::file)
                .forEach(files::add);
        Stream.of("pyproject.toml", "uv.lock", "setup.py", "setup.cfg", ".python-version")
                .map(layout.folder()::resolve)
                .filter(Files::isRegularFile)
                .forEach(files::add);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(project.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                digest.update((byte) 0);
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
