package dev.godwit.workflow.activity;

import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.message.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What preflight found, and the run as far as a workflow has to know it.
 *
 * @param verdict whether to go on
 * @param run the run in the target; its id is 0 unless the verdict is READY
 * @param steps all steps, in order
 * @param gates by the name of the phase before which they stand ({@code BACKFILL}, {@code
 *     CONSTRAIN}, {@code CONTRACT}); a phase without an entry has none
 * @param hold how long both shapes stay before contract
 * @param onFailure what the plan wants: rollback, wait, or empty for the default
 * @param findings why it was rejected or refused; with READY: what people should know (losses, user
 *     triggers that fire, ...)
 * @param startedBy who started the run; empty when that is not known
 * @param fourEyes whether a gate is opened only by somebody else than who started the run
 * @param tells whether anybody asked to be told about the run
 */
public record Prepared(
        Verdict verdict,
        RunRef run,
        List<StepInfo> steps,
        Map<String, Gate> gates,
        Duration hold,
        String onFailure,
        List<Finding> findings,
        @Nullable String startedBy,
        boolean fourEyes,
        boolean tells) {

    /** What preflight found on a target that is not protected. */
    public Prepared(
            Verdict verdict,
            RunRef run,
            List<StepInfo> steps,
            Map<String, Gate> gates,
            Duration hold,
            String onFailure,
            List<Finding> findings) {
        this(verdict, run, steps, gates, hold, onFailure, findings, null, false, false);
    }

    public Prepared {
        steps = List.copyOf(steps);
        gates = Map.copyOf(gates);
        findings = List.copyOf(findings);
    }

    /** What preflight decided. */
    public enum Verdict {
        READY,
        /** Same name, same hash, done: nothing to do. */
        ALREADY_APPLIED,
        /** The plan is wrong, or its name was used by another one. */
        REJECTED,
        /** The target does not allow it. */
        REFUSED
    }
}
