package dev.godwit.workflow.upgrade;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Moves the versions of a project, as far as its own tests stay green. */
@WorkflowInterface
public interface UpgradeWorkflow {

    /** Runs for as long as its probes take; every verdict is kept by Temporal as it comes. */
    @WorkflowMethod
    UpgradeReport upgrade(UpgradeInput input);
}
