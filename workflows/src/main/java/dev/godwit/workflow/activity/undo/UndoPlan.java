package dev.godwit.workflow.activity.undo;

import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.gate.Gate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback is going to do.
 *
 * @param run the run; id 0 when the target knows no such run
 * @param steps in the order of undoing
 * @param losses what cannot be brought back, one sentence each
 * @param gate what is waited for first; null for nothing
 * @param tells whether anybody asked to be told about the run
 */
public record UndoPlan(
        RunRef run, List<StepInfo> steps, List<String> losses, @Nullable Gate gate, boolean tells) {

    /** A rollback that begins at once. */
    public UndoPlan(RunRef run, List<StepInfo> steps, List<String> losses) {
        this(run, steps, losses, null, false);
    }

    public UndoPlan {
        steps = List.copyOf(steps);
        losses = List.copyOf(losses);
    }
}
