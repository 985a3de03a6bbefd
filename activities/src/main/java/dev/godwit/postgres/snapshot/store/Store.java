package dev.godwit.postgres.snapshot.store;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.EngineFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one target. A file that has its name is whole: it is written under another one,
 * forced to the disk, and renamed. Files are their owner's alone (0600, folders 0700).
 */
public final class Store {

    private static final String FAILED = "GW-430";
    private static final String PART = ".part";

    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** For a file that somebody else writes. */
    public static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path root;

    /**
     * @param root the target's folder; made when it is first written to
     */
    public Store(Path root) {
        this.root = root;
    }

    /** What was written. */
    public record Written(String file, long bytes, String sha256) {}

    /** Writes a file. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException, SQLException;
    }

    /** Makes a file of a path that is not there yet. */
    @FunctionalInterface
    public interface Maker {
        void make(Path file) throws IOException, SQLException;
    }

    /** The folder of a run, relative to the target's. */
    public static String folder(String plan, long run) {
        return plan.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + run;
    }

    /** Where a file of it is. */
    public Path at(String file) {
        return root.resolve(file);
    }

    /**
     * Writes a file whole, in place of one of that name.
     *
     * @throws EngineFailure when the disk or its permissions are against it
     */
    public Written write(String file, Body body) throws SQLException {
        return make(
                file,
                part -> {
                    try (FileChannel channel =
                                    FileChannel.open(
                                            part,
                                            Set.of(
                                                    StandardOpenOption.WRITE,
                                                    StandardOpenOption.CREATE_NEW),
                                            FILE);
                            OutputStream out =
                                    new BufferedOutputStream(Channels.newOutputStream(channel))) {
                        body.write(out);
                    }
                });
    }

    /** The same, by something that wants a path. */
    public Written make(String file, Maker maker) throws SQLException {
        Path end = at(file);
        Path part = end.resolveSibling("." + end.getFileName() + "-" + UUID.randomUUID() + PART);
        try {
            folders(parent(end));
            sweep(end);
            maker.make(part);
            force(part);
            String hash = hash(part);
            Files.move(part, end, StandardCopyOption.ATOMIC_MOVE);
            force(parent(end));
            return new Written(file, Files.size(end), hash);
        } catch (IOException failure) {
            throw failed(file, failure);
        } catch (RowFile.StoreFull full) {
            throw failed(file, full.disk());
        } finally {
            drop(part);
        }
    }

    /** The SHA-256 of a file, hex; empty when there is none. */
    public String sha256(String file) throws SQLException {
        try {
            return Files.isRegularFile(at(file)) ? hash(at(file)) : "";
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    /** Removes a file, and its folder when that is empty or has its manifest only. */
    public void delete(String file, String manifest) throws SQLException {
        try {
            Files.deleteIfExists(at(file));
            Path folder = at(file).getParent();
            if (folder != null && Files.isDirectory(folder)) {
                try (Stream<Path> left = Files.list(folder)) {
                    if (left.allMatch(path -> path.equals(folder.resolve(manifest)))) {
                        Files.deleteIfExists(folder.resolve(manifest));
                        Files.delete(folder);
                    }
                }
            }
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    /** What stands in the way of writing; empty when nothing is known to. */
    public String flaw() {
        Path at = root;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        if (at == null || !Files.isDirectory(at)) {
            return root + " cannot be made";
        }
        return Files.isWritable(at) ? "" : at + " is not writable for the worker";
    }

    /** The folder of a file of a store. */
    public static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file without a folder");
    }

    private static void folders(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER);
    }

    /** What an attempt has left behind that was killed. */
    private static void sweep(Path end) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(parent(end))) {
            left =
                    all.filter(
                                    path -> {
                                        String name = path.getFileName().toString();
                                        return name.startsWith("." + end.getFileName() + "-")
                                                && name.endsWith(PART);
                                    })
                            .toList();
        }
        for (Path path : left) {
            Files.deleteIfExists(path);
        }
    }

    private static void drop(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException left) {
            // The next attempt sweeps.
            return;
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String hash(Path path) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        try (InputStream in = Files.newInputStream(path);
                OutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private EngineFailure failed(String file, IOException cause) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        FAILED,
                        "a file of the snapshot cannot be written or read",
                        at(file).toString(),
                        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                        "make room or give the worker's user the folder, then godwit resume"),
                cause);
    }
}
