package dev.godwit.cli.run;

import dev.godwit.cli.output.Output;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says, when Ctrl-C ends the following, that what was followed goes on. Closed, it says nothing.
 */
public final class Farewell implements AutoCloseable {

    private final Thread words;

    /**
     * @param runs the names that {@code godwit watch} follows them by
     */
    public Farewell(List<String> runs, Output output) {
        String line =
                runs.stream()
                        .map("%1$s goes on: godwit watch %1$s"::formatted)
                        .collect(Collectors.joining("\n", "\nno longer following; ", ""));
        words = new Thread(() -> output.note(line), "farewell");
        Runtime.getRuntime().addShutdownHook(words);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(words);
        } catch (IllegalStateException endingAlready) {
            // Ctrl-C came first: it has said so.
        }
    }
}
