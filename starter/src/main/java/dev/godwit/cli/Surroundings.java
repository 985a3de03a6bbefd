package dev.godwit.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of its process; tests hand in their own.
 *
 * @param folder the working directory
 * @param root the checkout or installation that the launcher belongs to
 * @param terminal whether standard input and output are a terminal
 * @param width of the terminal, in characters
 */
public record Surroundings(
        Map<String, String> environment,
        Path folder,
        Path root,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        int width) {

    private static final int WIDTH = 80;

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. The launcher says what only a shell can know. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("godwit.root", "")).toAbsolutePath(),
                System.in,
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, false, StandardCharsets.UTF_8),
                Boolean.getBoolean("godwit.terminal"),
                Integer.getInteger("godwit.columns", WIDTH));
    }
}
