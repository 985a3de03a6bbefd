package dev.godwit.project.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What is done to a clone without Git. */
public final class CloneFiles {

    private CloneFiles() {}

    /** A git that was killed leaves locks; whoever resets a clone is the only one to work in it. */
    static void unlock(Path folder) {
        Path git = folder.resolve(".git");
        if (!Files.isDirectory(git)) {
            return;
        }
        try (Stream<Path> own = Files.list(git);
                Stream<Path> refs = Files.walk(git.resolve("refs"))) {
            for (Path lock :
                    Stream.concat(own, refs)
                            .filter(path -> path.toString().endsWith(".lock"))
                            .toList()) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the clone cannot be used: " + folder, failure);
        }
    }

    /** Deletes a clone, or another folder; nothing happens when it is not there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " cannot be deleted", failure);
        }
    }
}
