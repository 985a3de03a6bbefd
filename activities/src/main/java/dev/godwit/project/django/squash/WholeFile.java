package dev.godwit.project.django.squash;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that is there as a whole or not at all, whatever is killed: half a migration would break
 * every command of a project. Its draft has a name that Python does not import; one that a killed
 * process left is removed by the next.
 */
final class WholeFile {

    private static final String DRAFT = ".%s.%s.godwit";

    private WholeFile() {}

    /**
     * Writes it. Of two at once, one does.
     *
     * @throws FileAlreadyExistsException when there is one of that name
     */
    static void put(Path path, String text) throws IOException {
        Path folder = Objects.requireNonNull(path.getParent(), "in a folder");
        String name = path.getFileName().toString();
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(folder, DRAFT.formatted(name, "*"))) {
            for (Path draft : left) {
                Files.deleteIfExists(draft);
            }
        }
        Path draft = folder.resolve(DRAFT.formatted(name, UUID.randomUUID()));
        try {
            Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
            link(path, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void link(Path path, Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException there) {
            throw new FileAlreadyExistsException(path.toString(), null, "is there already");
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(draft, path);
        }
    }
}
