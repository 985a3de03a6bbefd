package dev.godwit.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** The command line in this JVM, with surroundings of the test's own. */
public final class Cli {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** Commands of that folder, with that Temporal. */
    public Cli(Path folder, String temporal) {
        this.folder = folder;
        environment.put("TEMPORAL_ADDRESS", temporal);
        environment.put("GODWIT_HOME", folder.resolve("home").toString());
        environment.put("HOSTNAME", "here");
    }

    /** With another variable in the environment. */
    public Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a command wrote and how it ended. */
    public record Result(int exit, String out, String err) {}

    /** Runs a command without a terminal. */
    public Result run(String... arguments) {
        return run(false, "", arguments);
    }

    /** Runs a command with somebody at the terminal, who types that. */
    public Result atTerminal(String typed, String... arguments) {
        return run(true, typed, arguments);
    }

    static CommandLine commandLine() {
        return Godwit.commandLine(
                surroundings(
                        Map.of(),
                        Path.of(""),
                        false,
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        new ByteArrayOutputStream()));
    }

    private Result run(boolean terminal, String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        int exit = Godwit.run(surroundings(environment, folder, terminal, in, out, err), arguments);
        return new Result(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Surroundings surroundings(
            Map<String, String> environment,
            Path folder,
            boolean terminal,
            InputStream in,
            ByteArrayOutputStream out,
            ByteArrayOutputStream err) {
        return new Surroundings(
                environment,
                folder,
                folder,
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                80);
    }
}
