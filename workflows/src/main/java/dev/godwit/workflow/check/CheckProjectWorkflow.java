package dev.godwit.workflow.check;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tries a project's migrations beside a target, whose worker does it; changes nothing in it. */
@WorkflowInterface
public interface CheckProjectWorkflow {

    @WorkflowMethod
    CheckReport check(CheckInput input);
}
