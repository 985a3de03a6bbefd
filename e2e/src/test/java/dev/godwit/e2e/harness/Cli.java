package dev.godwit.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged command line, run as a process. */
public final class Cli {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cli() {}

    /** What a command printed and how it ended. */
    public record Result(int exit, String out, String err) {

        /** Standard output as the one JSON object it has to be. */
        public JsonNode json() throws IOException {
            return JSON.readTree(out);
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** Runs a command to its end. @param folder it is run in @param environment all of it */
    public static Result run(Path folder, Map<String, String> environment, List<String> arguments)
            throws Exception {
        return run(folder, environment, List.of(), arguments);
    }

    static Result run(
            Path folder, Map<String, String> environment, List<String> jvm, List<String> arguments)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dgodwit.root=" + root(),
                                "-XX:SharedArchiveFile=" + ClassCache.cli(),
                                "-Xlog:disable",
                                "-cp",
                                ClassCache.cliClasses(),
                                "dev.godwit.cli.Godwit"));
        command.addAll(1, jvm);
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(240, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    arguments + " did not end: " + Files.readString(out) + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The checkout. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        return folder.endsWith("e2e") ? folder.resolveSibling("").normalize() : folder;
    }
}
