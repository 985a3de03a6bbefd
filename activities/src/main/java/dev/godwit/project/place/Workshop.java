package dev.godwit.project.place;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.git.CloneFiles;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.probe.Memory;
import dev.godwit.project.process.Container;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A folder of this host with clones, logs and remembered verdicts. All of it may be deleted while
 * nothing runs, which costs time only. Thread-safe.
 */
public final class Workshop {

    private static final long LOOK_MILLIS = 200;

    private final Path home;
    private final String host;
    private final Sandbox sandbox;
    private final Git git;
    private final Feeds feeds;

    /**
     * @param home the folder; need not exist
     * @param host name of this host, for people
     * @param feeds where auditors get their advisories
     */
    public Workshop(Path home, String host, Sandbox sandbox, Feeds feeds) {
        this.home = home;
        this.host = host;
        this.sandbox = sandbox;
        this.git = new Git(sandbox);
        this.feeds = feeds;
    }

    /** For programs of this host. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** For the project of a run. @param image that it is built in; empty for this host itself */
    public Sandbox sandbox(String run, String image) throws IOException {
        return sandbox(Lane.first(run), image);
    }

    /** For the project in a lane. @param image that it is built in; empty for this host itself */
    public Sandbox sandbox(Lane lane, String image) throws IOException {
        if (image.isEmpty()) {
            return lane.number() == 0
                    ? sandbox
                    : sandbox.with("TMPDIR", Files.createDirectories(temporary(lane)).toString());
        }
        // Made here: what the engine has to make belongs to its own user.
        Path clones = Files.createDirectories(home.resolve("clones").toAbsolutePath());
        return sandbox.in(
                new Container(
                        image,
                        "godwit-" + lane.name(),
                        Files.createDirectories(home.resolve("container").toAbsolutePath()),
                        List.of(
                                clones.resolve(lane.name()),
                                Files.createDirectories(logs(lane.run()).toAbsolutePath()))));
    }

    public Git git() {
        return git;
    }

    public Feeds feeds() {
        return feeds;
    }

    /** The clone of a lane. @param repository URL or path */
    public Scratch scratch(Lane lane, String repository) {
        Scratch first =
                new Scratch(git, repository, home.resolve("clones"), Lane.first(lane.run()).name());
        return lane.number() == 0 ? first : first.beside(lane.name());
    }

    /** Removes what further lanes of a run have left; nothing may be under way there. */
    public void close(String run) {
        for (int number = 1; number < Lane.MOST; number++) {
            Lane lane = new Lane(run, number);
            Path clones = home.resolve("clones");
            CloneFiles.delete(clones.resolve(lane.name()));
            CloneFiles.delete(temporary(lane));
            clones.resolve(lane.name() + ".lock").toFile().delete();
        }
    }

    private Path temporary(Lane lane) {
        return home.resolve("clones").resolve(lane.name() + ".tmp").toAbsolutePath();
    }

    /** Where the output of a run's programs is kept. */
    public Path logs(String run) {
        return home.resolve("logs").resolve(Lane.first(run).name());
    }

    /** The same for people, who may be on another host. */
    public String logsInWords(String run) {
        return "%s on host %s".formatted(logs(run), host);
    }

    /** How many lanes a run gets. @param wished 0 for what this host allows */
    public int lanes(int wished) {
        return wished > 0 ? Math.min(wished, Lane.MOST) : Capacity.of(home).lanes();
    }

    /** Environments and tools that are made once and used again. */
    public Path kept() {
        return home.resolve("django").toAbsolutePath();
    }

    /** Verdicts of all runs. */
    public Memory memory() {
        return new Memory(home.resolve("memory"));
    }

    /** Something that holds on to a clone. */
    public interface Turn extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Waits until nobody else works in a lane: an attempt that Temporal has given up may not have
     * noticed yet.
     */
    public Turn turn(Lane lane, Runnable check) throws IOException {
        Path folder = Files.createDirectories(home.resolve("clones"));
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(lane.name() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            while (!locked(channel)) {
                check.run();
                Thread.sleep(LOOK_MILLIS);
            }
            return channel::close;
        } catch (RuntimeException | IOException failure) {
            channel.close();
            throw failure;
        } catch (InterruptedException stopping) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a clone", stopping);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }
}
