package dev.godwit.workflow.snapshot;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks after what is kept in a target. */
@WorkflowInterface
public interface SnapshotWorkflow {

    /** Does what is asked, and says what it found. */
    @WorkflowMethod
    SnapshotReport snapshot(SnapshotInput input);
}
