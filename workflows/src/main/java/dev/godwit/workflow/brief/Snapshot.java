package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.snapshot.SnapshotInput;
import dev.godwit.workflow.snapshot.SnapshotReport;
import dev.godwit.workflow.snapshot.SnapshotWorkflow;

/** Looks after what is kept in a target. */
public final class Snapshot implements SnapshotWorkflow {

    @Override
    public SnapshotReport snapshot(SnapshotInput input) {
        return new OperatorCalls(input.queue()).snapshots(input);
    }
}
