package dev.godwit.workflow.activity.undo;

import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import java.util.List;

/**
 * What a rollback is going to do.
 *
 * @param run the run; id 0 when the target knows no such run
 * @param steps in the order of undoing
 * @param losses what cannot be brought back, one sentence each
 */
public record UndoPlan(RunRef run, List<StepInfo> steps, List<String> losses) {

    public UndoPlan {
        steps = List.copyOf(steps);
        losses = List.copyOf(losses);
    }
}
