package dev.godwit.workflow.message.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest run of a name in all its parts. Times are ISO 8601 instants, empty when not reached.
 *
 * @param source the path that the plan came from
 * @param steps in order
 * @param samples how filling and comparing went on, oldest first; thinned out when there are many
 * @param proof the newest; null when nothing was proven yet
 */
public record RunDetail(
        String source, List<StepEntry> steps, List<Sample> samples, @Nullable ProofEntry proof) {

    public RunDetail {
        steps = List.copyOf(steps);
        samples = List.copyOf(samples);
    }

    /**
     * A step.
     *
     * @param state pending, started, done or undone
     * @param rows filled or compared by it; 0 where it does neither
     */
    public record StepEntry(
            int number,
            String phase,
            String operation,
            String summary,
            String state,
            String startedAt,
            String doneAt,
            long rows) {}

    /**
     * A lane at one moment.
     *
     * @param rows since the lane began
     * @param batchMillis of the newest batch
     * @param held what kept it from going faster; empty for nothing
     */
    public record Sample(
            int step, int lane, String at, long rows, double batchMillis, String held) {}

    /** A proof. */
    public record ProofEntry(
            String at, boolean green, long compared, long mismatches, String note) {}
}
