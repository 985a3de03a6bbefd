package dev.godwit.project.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to be run.
 *
 * @param command the program and its arguments; no shell
 * @param folder its working directory
 * @param variables beside the inherited ones, which they replace
 * @param registry whether it is a package manager, which is told of proxies and registries too
 * @param output file that receives what it prints, both streams, from the beginning
 * @param timeout after which it is killed
 * @param input one line that it gets by its standard input, where no other process can read it;
 *     empty for an input that is empty
 */
public record Invocation(
        List<String> command,
        Path folder,
        Map<String, String> variables,
        boolean registry,
        Path output,
        Duration timeout,
        String input) {

    public Invocation {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
        if (input.contains("\n") || input.contains("\0")) {
            throw new IllegalArgumentException("the input is one line");
        }
    }

    /** A program that gets no input. */
    public Invocation(
            List<String> command,
            Path folder,
            Map<String, String> variables,
            boolean registry,
            Path output,
            Duration timeout) {
        this(command, folder, variables, registry, output, timeout, "");
    }

    /** Without its input, which may be a secret. */
    @Override
    public String toString() {
        return "Invocation[%s in %s]".formatted(command, folder);
    }
}
