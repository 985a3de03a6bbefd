package dev.godwit.workflow.operator;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Removes Godwit from a target. */
@WorkflowInterface
public interface UninstallWorkflow {

    /** Removes it, or says why it stays. */
    @WorkflowMethod
    Uninstalled uninstall(UninstallInput input);
}
