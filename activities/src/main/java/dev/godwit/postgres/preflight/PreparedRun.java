package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.state.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What preflight decided.
 *
 * @param run null unless READY
 * @param findings why not; with READY, what people should know
 */
public record PreparedRun(
        Verdict verdict, @Nullable Run run, List<Step> steps, List<Problem> findings) {

    public PreparedRun {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** Whether the run may begin. */
    public enum Verdict {
        READY,
        ALREADY_APPLIED,
        REJECTED,
        REFUSED
    }

    static PreparedRun not(Verdict verdict, List<Problem> findings) {
        return new PreparedRun(verdict, null, List.of(), findings);
    }
}
