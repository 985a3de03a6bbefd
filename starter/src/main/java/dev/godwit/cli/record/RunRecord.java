package dev.godwit.cli.record;

import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.message.history.RunDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the runs of a name; in JSON mode exactly this.
 *
 * @param runs as the target knows them, newest first
 * @param lines by time, oldest first
 * @param detail of the newest run; null when it was not asked for or no worker could be asked
 * @param notes what is missing, a sentence each
 * @param ui the newest execution's page in the Temporal UI; null when there is none
 */
public record RunRecord(
        String run,
        List<History.RunEntry> runs,
        List<Line> lines,
        @Nullable RunDetail detail,
        List<String> notes,
        @Nullable String ui) {

    private static final String RELEASED = "lock.released";

    public RunRecord {
        runs = List.copyOf(runs);
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** The newest run. */
    public Optional<History.RunEntry> newest() {
        return runs.stream().findFirst();
    }

    /** Whether nobody knows anything. */
    public boolean empty() {
        return runs.isEmpty() && lines.isEmpty();
    }

    /**
     * The lines, for people: a statement's line is written before its commit and a second one says
     * how long the lock was held in the end; here they are one.
     */
    public List<Line> folded() {
        List<Line> folded = new ArrayList<>();
        for (Line line : lines) {
            int last = line.event().equals(RELEASED) ? statement(folded, line) : -1;
            if (last < 0) {
                folded.add(line);
            } else {
                folded.set(last, folded.get(last).held(line.lockMillis()));
            }
        }
        return folded;
    }

    private static int statement(List<Line> lines, Line released) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            if (line.source() == Line.Source.LEDGER && line.step() == released.step()) {
                return line.lock().equals(released.lock()) && !line.event().equals(RELEASED)
                        ? i
                        : -1;
            }
        }
        return -1;
    }
}
