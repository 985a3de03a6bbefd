package dev.godwit.workflow.checklist;

import io.temporal.activity.ActivityInterface;

/** Reads what is recorded; changes nothing. */
@ActivityInterface
public interface ChecklistActivities {

    /** What the target has recorded about its newest run of a name. */
    Looked lookAtRun(LookInput input);

    /** The runs of a target that did the same. */
    Trials findTrials(TrialsInput input);
}
