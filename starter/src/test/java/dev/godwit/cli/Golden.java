package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept in files. {@code -Dgodwit.golden=write} writes them anew. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares with the file of that name. */
    public static void check(String name, String text) {
        Path file = FOLDER.resolve(name);
        String ended = text.endsWith("\n") ? text : text + "\n";
        try {
            if ("write".equals(System.getProperty("godwit.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, ended);
            }
            assertThat(ended).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
