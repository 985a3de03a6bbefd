package dev.godwit.workflow.drift;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Compares the catalogs of two targets, each read on its own queue; changes nothing. */
@WorkflowInterface
public interface DriftWorkflow {

    @WorkflowMethod
    DriftReport compare(DriftInput input);
}
