package dev.godwit.cli.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that children write their output to. */
public final class Logs {

    private static final int LINES = 8;

    private Logs() {}

    /** Its last lines and its name, for an error message. */
    public static String end(Path log) {
        List<String> lines = lines(log);
        String last =
                String.join(
                        System.lineSeparator(),
                        lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return last + System.lineSeparator() + "(" + log + ")";
    }

    public static List<String> lines(Path log) {
        try {
            // Not every program writes UTF-8; a strange byte must not hide the rest.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
