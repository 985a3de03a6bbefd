package dev.godwit.postgres.snapshot.mode;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The worker's pg_dump.
 *
 * @param environment of the worker
 */
public record PgDumpProgram(Map<String, String> environment) {

    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)[.\\w]*");
    private static final int SECONDS = 2;

    public PgDumpProgram {
        environment = Map.copyOf(environment);
    }

    /** The first one on the PATH. */
    public Optional<Path> path() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "pg_dump"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its major version; empty when there is none that answers in two seconds. */
    public Optional<Integer> major() {
        Optional<Path> program = path();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path answer = null;
        try {
            // A file: a program that hangs with an open pipe must not hang us.
            answer = Files.createTempFile("godwit", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(program.get().toString(), "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(answer.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", environment.getOrDefault("PATH", ""));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            Matcher found = VERSION.matcher(Files.readString(answer, StandardCharsets.UTF_8));
            return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (answer != null) {
                answer.toFile().delete();
            }
        }
    }

    /** Why it cannot dump a server of that version; empty when it can. */
    public Optional<String> flaw(int server) {
        return major().map(
                        major ->
                                major >= server
                                        ? Optional.<String>empty()
                                        : Optional.of(
                                                "version %d is older than the server, which is %d"
                                                        .formatted(major, server)))
                .orElseGet(() -> Optional.of("there is none on the worker's PATH"));
    }
}
