package dev.godwit.workflow.snapshot;

import io.temporal.activity.ActivityInterface;

/** Looks after what is kept in a target. */
@ActivityInterface
public interface SnapshotActivities {

    /** Does what is asked. May run twice, also after it has succeeded. */
    SnapshotReport handleSnapshots(SnapshotInput input);
}
