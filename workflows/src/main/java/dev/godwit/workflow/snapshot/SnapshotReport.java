package dev.godwit.workflow.snapshot;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What became of it.
 *
 * @param items the first ones, the newest run's first
 * @param more how many others there are
 * @param notes what else people should know
 * @param problems why nothing was done; empty otherwise
 */
public record SnapshotReport(
        String target, List<KeptData> items, int more, List<String> notes, List<Finding> problems) {

    public SnapshotReport {
        items = List.copyOf(items);
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }
}
