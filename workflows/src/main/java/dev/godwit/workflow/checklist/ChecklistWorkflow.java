package dev.godwit.workflow.checklist;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Gathers what targets have recorded about a run, and about runs of the same on other targets, each
 * read on its own queue; changes nothing.
 */
@WorkflowInterface
public interface ChecklistWorkflow {

    @WorkflowMethod
    Evidence gather(ChecklistInput input);
}
