package dev.godwit.workflow.reset;

import io.temporal.activity.ActivityInterface;

/** Empties a target; the worker's own configuration says whether that is allowed. */
@ActivityInterface
public interface ResetActivities {

    /**
     * Empties the target in one transaction, or says why not. May run twice, also after it has
     * succeeded.
     */
    ResetReport reset(ResetInput input);
}
