package dev.godwit.upgrade.place;

import dev.godwit.project.audit.Feeds;
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
        if (image.isEmpty()) {
            return sandbox;
        }
        // Made here: what the engine has to make belongs to its own user.
        Path clones = Files.createDirectories(home.resolve("clones").toAbsolutePath());
        return sandbox.in(
                new Container(
                        image,
                        "godwit-" + flat(run),
                        Files.createDirectories(home.resolve("container").toAbsolutePath()),
                        List.of(
                                clones.resolve(flat(run)),
                                Files.createDirectories(logs(run).toAbsolutePath()))));
    }

    public Git git() {
        return git;
    }

    public Feeds feeds() {
        return feeds;
    }

    /** The clone of a run. @param repository URL or path */
    public Scratch scratch(String run, String repository) {
        return new Scratch(git, repository, home.resolve("clones"), flat(run));
    }

    /** Where the output of a run's programs is kept. */
    public Path logs(String run) {
        return home.resolve("logs").resolve(flat(run));
    }

    /** The same for people, who may be on another host. */
    public String logsInWords(String run) {
        return "%s on host %s".formatted(logs(run), host);
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
     * Waits until nobody else works in the clone of a run: an attempt that Temporal has given up
     * may not have noticed yet.
     */
    public Turn turn(String run, Runnable check) throws IOException {
        Path folder = Files.createDirectories(home.resolve("clones"));
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(flat(run) + ".lock"),
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

    private static String flat(String run) {
        return run.replace('/', '_');
    }
}
