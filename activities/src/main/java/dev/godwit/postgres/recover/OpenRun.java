package dev.godwit.postgres.recover;

import dev.godwit.plan.step.Step;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.workflow.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that holds its tables, as far as the target knows it.
 *
 * @param phase where it goes on, at its first step: steps that are done pass quickly
 * @param finished whether nothing is left to do in that phase
 * @param refilled whether it was sent back to the fill before
 * @param hold what is left of it
 * @param opened the waits that are over, by the phase that they stood before; a hold as HOLD
 * @param lanes how each lane stands, by {@code step.lane}
 * @param rows filled so far
 * @param compared rows compared so far
 * @param mismatches rows found wrong so far
 * @param told what people told it; null for nothing
 */
public record OpenRun(
        Run run,
        List<Step> steps,
        RunOptions options,
        Phase phase,
        boolean finished,
        boolean refilled,
        Duration hold,
        List<String> opened,
        Map<String, LaneReport> lanes,
        long rows,
        long compared,
        long mismatches,
        @Nullable Told told) {

    public OpenRun {
        steps = List.copyOf(steps);
        opened = List.copyOf(opened);
        lanes = Map.copyOf(lanes);
    }

    /** Whether it is being taken back. */
    public boolean rollingBack() {
        return phase == Phase.ROLLING_BACK;
    }

    /** What somebody told it; null leaves what the plan says. */
    public record Told(
            String actor,
            boolean paused,
            @Nullable Long maxRowsPerSecond,
            @Nullable Integer lanes,
            @Nullable String window,
            @Nullable String preset) {}
}
