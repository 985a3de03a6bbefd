package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What preflight decided.
 *
 * @param run id in the target; 0 unless READY
 * @param steps as compiled; empty unless READY
 * @param findings why it was rejected or refused; with READY, what people should know
 * @param startedBy who started the run; null unless READY
 */
public record Answer(
        Verdict verdict,
        long run,
        List<Step> steps,
        RunOptions options,
        List<Problem> findings,
        @Nullable String startedBy) {

    static final RunOptions NONE =
            new RunOptions(Map.of(), Duration.ZERO, "", Duration.ZERO, false, List.of(), List.of());

    public Answer {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** The decisions. */
    public enum Verdict {
        READY,
        ALREADY_APPLIED,
        REJECTED,
        REFUSED
    }

    /** The run is stored and may begin. */
    static Answer ready(Run run, List<Step> steps) {
        RunOptions options = RunOptions.of(run);
        return new Answer(Verdict.READY, run.id(), steps, options, options.notices(), run.actor());
    }

    /** Nothing is stored. */
    static Answer no(Verdict verdict, List<Problem> findings) {
        return new Answer(verdict, 0, List.of(), NONE, findings, null);
    }
}
