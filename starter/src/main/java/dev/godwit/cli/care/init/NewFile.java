package dev.godwit.cli.care.init;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Creates a file whole or not at all, and never on top of another. */
public final class NewFile {

    private NewFile() {}

    /**
     * Writes it.
     *
     * @throws FileAlreadyExistsException when there is one; it is left as it is
     */
    public static void write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
        try {
            link(draft, file, text);
        } finally {
            Files.delete(draft);
        }
    }

    /** A rename would replace what somebody else has put there meanwhile; a link does not. */
    private static void link(Path draft, Path file, String text) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
    }
}
