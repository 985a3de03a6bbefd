package dev.godwit.outside;

import dev.godwit.outside.Call.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs: by an array of arguments, with an environment of their own, and not for longer
 * than they may. What they print is not kept. Good is exit 0.
 */
final class Commands {

    private final Map<String, String> inherited;

    /**
     * @param environment of this process; only PATH, HOME and LANG are passed on
     */
    Commands(Map<String, String> environment) {
        inherited =
                environment.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("PATH|HOME|LANG"))
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Runs one.
     *
     * @param input for its standard input; null for none
     * @param variables beside the inherited ones
     */
    Result run(Command call, @Nullable String input, Map<String, String> variables) {
        ProcessBuilder builder =
                new ProcessBuilder(call.arguments())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(inherited);
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new Result(false, "the command cannot be started");
        }
        try {
            feed(process, input);
            if (!process.waitFor(call.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result(false, "the command took too long");
            }
            int exit = process.exitValue();
            return new Result(exit == 0, "exit " + exit);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Result(false, "interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, @Nullable String input) {
        try (OutputStream to = process.getOutputStream()) {
            if (input != null) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException notRead) {
            // A program need not read what it is told.
        }
    }
}
