package dev.godwit.postgres.inspect.worker;

import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The worker has a pg_dump that can read the server: its major is not older. */
public final class PgDump implements Look {

    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)[.\\w]*");
    private static final int SECONDS = 2;
    private static final String BECAUSE =
            "a snapshot by pg_dump needs one that is not older than the server";

    private final Map<String, String> environment;

    public PgDump() {
        this(System.getenv());
    }

    /** With another environment than the worker's. */
    PgDump(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "pg_dump";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        int server = connection.getMetaData().getDatabaseMajorVersion();
        Optional<Integer> major = major();
        if (major.isEmpty()) {
            return List.of(
                    new Check(
                            name(),
                            Level.NOTE,
                            "there is none on the worker's PATH",
                            BECAUSE,
                            "install the PostgreSQL %d client on the worker's host"
                                    .formatted(server)));
        }
        return List.of(
                major.get() >= server
                        ? Check.ok(
                                name(), "version %d is on the worker's PATH".formatted(major.get()))
                        : new Check(
                                name(),
                                Level.WARNING,
                                "version %d is older than the server, which is %d"
                                        .formatted(major.get(), server),
                                BECAUSE,
                                "install the PostgreSQL %d client on the worker's host"
                                        .formatted(server)));
    }

    private Optional<Path> program() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "pg_dump"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<Integer> major() {
        Optional<Path> program = program();
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
}
