package dev.godwit.cli.view;

import dev.godwit.cli.output.Output;
import java.util.List;

/**
 * What became of a folder of plans; in JSON mode exactly this.
 *
 * @param applied names of the plans that the target has as done
 * @param runs in order, as far as they were started; the last may not be done
 * @param remaining names of the plans that were not started
 */
public record FolderView(List<String> applied, List<RunView> runs, List<String> remaining) {

    public FolderView {
        applied = List.copyOf(applied);
        runs = List.copyOf(runs);
        remaining = List.copyOf(remaining);
    }

    /** Prints it in either mode. */
    public static void print(FolderView folder, Output output) {
        if (output.json()) {
            output.object(folder);
            return;
        }
        if (!folder.applied().isEmpty()) {
            output.line("already applied: " + String.join(", ", folder.applied()));
        }
        folder.runs().forEach(run -> output.line(RunText.of(run, output.style())));
        if (!folder.remaining().isEmpty()) {
            output.line("not started: " + String.join(", ", folder.remaining()));
        }
    }
}
