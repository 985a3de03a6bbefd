package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one local stack: its data, its logs and the list of its processes, first of all the
 * program that owns it. Readable by its user only.
 */
public record StackFolder(Path path) {

    private static final String PROCESSES = "processes";
    private static final String OWNER = "owner";
    private static final String DEMO = "demo-";
    private static final String DEV = "dev";

    /** A new folder for a demo that this program runs. */
    public static StackFolder forDemo(Path home) throws IOException {
        create(home);
        Path path = Files.createTempDirectory(home, DEMO);
        return new StackFolder(path).own();
    }

    /** The one folder of {@code godwit dev}, which keeps its data. */
    public static StackFolder forDev(Path home) throws IOException {
        create(home.resolve(DEV));
        return new StackFolder(home.resolve(DEV));
    }

    /** Every stack that left a list of processes in the home folder. */
    public static List<StackFolder> all(Path home) {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(home)) {
            return paths.filter(path -> Files.exists(path.resolve(PROCESSES)))
                    .sorted()
                    .map(StackFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the list of processes anew, with this program as the owner. */
    public StackFolder own() throws IOException {
        Files.writeString(path.resolve(PROCESSES), ProcessMark.self(OWNER).line() + "\n");
        return this;
    }

    /** Adds a process to the list, so that it is found even if this program is killed. */
    public void add(ProcessMark mark) throws IOException {
        Files.writeString(path.resolve(PROCESSES), mark.line() + "\n", StandardOpenOption.APPEND);
    }

    /** The program that started the stack, if it still runs. */
    public Optional<ProcessHandle> owner() {
        return marks().stream()
                .filter(mark -> mark.name().equals(OWNER))
                .findFirst()
                .flatMap(ProcessMark::alive);
    }

    /** What was started, in that order, without the owner; dead ones too. */
    public List<ProcessMark> started() {
        return marks().stream().filter(mark -> !mark.name().equals(OWNER)).toList();
    }

    public boolean isDev() {
        return path.getFileName().toString().equals(DEV);
    }

    /** Forgets the processes, and deletes the folder of a demo. */
    public void release() throws IOException {
        if (isDev()) {
            Files.deleteIfExists(path.resolve(PROCESSES));
        } else {
            delete(path);
        }
    }

    /** Deletes a folder with all that is in it; nothing happens when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private List<ProcessMark> marks() {
        try {
            return Files.readAllLines(path.resolve(PROCESSES)).stream()
                    .filter(line -> !line.isBlank())
                    .map(ProcessMark::parse)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
