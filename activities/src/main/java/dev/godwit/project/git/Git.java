package dev.godwit.project.git;

import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Invocation;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The git program, told nothing but its arguments: no hook of a repository is run, no credential is
 * asked for, no configuration of the project decides who signs. Thread-safe.
 */
public final class Git {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Of whoever commits by this. */
    public static final String EMAIL = "godwit@localhost";

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "GIT_TERMINAL_PROMPT", "0",
                    "GIT_OPTIONAL_LOCKS", "0",
                    "LC_ALL", "C",
                    "GIT_AUTHOR_NAME", "Godwit",
                    "GIT_AUTHOR_EMAIL", EMAIL,
                    "GIT_COMMITTER_NAME", "Godwit",
                    "GIT_COMMITTER_EMAIL", EMAIL);

    private final Sandbox sandbox;

    public Git(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * What git prints.
     *
     * @throws GitFailure when it ends with another code than 0
     */
    public String ask(Path folder, Runnable check, String... arguments) {
        Answer answer = run(folder, check, List.of(arguments));
        if (!answer.good()) {
            throw new GitFailure(
                    "git %s: %s"
                            .formatted(arguments[0], Addresses.redact(lastLine(answer.text()))));
        }
        return answer.text();
    }

    /** Whether git ends with 0. */
    public boolean holds(Path folder, Runnable check, String... arguments) {
        return run(folder, check, List.of(arguments)).good();
    }

    private record Answer(boolean good, String text) {}

    private Answer run(Path folder, Runnable check, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "core.hooksPath=/dev/null",
                                "-c",
                                "commit.gpgsign=false",
                                "-c",
                                "advice.detachedHead=false",
                                "-c",
                                "gc.auto=0"));
        command.addAll(arguments);
        Path output = null;
        try {
            output = Files.createTempFile("godwit-git", ".txt");
            Ended ended =
                    sandbox.run(
                            new Invocation(command, folder, VARIABLES, true, output, TIMEOUT),
                            check);
            return new Answer(ended.good(), ended.text().strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("git cannot be run", failure);
        } finally {
            if (output != null) {
                output.toFile().delete();
            }
        }
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
