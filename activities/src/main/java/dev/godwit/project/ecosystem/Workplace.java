package dev.godwit.project.ecosystem;

import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Invocation;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a project lies for the moment, and how programs are run there.
 *
 * @param folder of the project, in a scratch clone
 * @param logs folder that receives what programs print
 * @param test the command that decides; empty for the ecosystem's own
 * @param timeout of one program
 * @param check called often; throws when nobody wants the result any more
 */
public record Workplace(
        Path folder,
        Path logs,
        List<String> test,
        Duration timeout,
        Sandbox sandbox,
        Runnable check) {

    public Workplace {
        test = List.copyOf(test);
    }

    /** Runs the project's own code. @param log name of the file for what it prints */
    public Ended run(String log, Map<String, String> variables, List<String> command)
            throws IOException {
        return run(log, variables, false, command);
    }

    /** Runs a package manager, which is told where its registry is. */
    public Ended fetch(String log, Map<String, String> variables, List<String> command)
            throws IOException {
        return run(log, variables, true, command);
    }

    /**
     * Runs commands of the project one after the other, up to the first that fails.
     *
     * @param log names of the files begin with it
     */
    public Result all(String log, Map<String, String> variables, List<List<String>> commands)
            throws IOException {
        List<Path> outputs = new ArrayList<>();
        for (List<String> command : commands) {
            Ended ended = run(log + "-" + (outputs.size() + 1), variables, command);
            outputs.add(ended.output());
            if (!ended.good()) {
                String how = ended.tookTooLong() ? "took too long" : "exit " + ended.exit();
                return Result.bad(String.join(" ", command) + ": " + how, outputs);
            }
        }
        return Result.good("green", outputs);
    }

    private Ended run(
            String log, Map<String, String> variables, boolean registry, List<String> command)
            throws IOException {
        Path output = logs.resolve(log + ".log");
        return sandbox.run(
                new Invocation(command, folder, variables, registry, output, timeout), check);
    }
}
