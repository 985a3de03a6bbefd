package dev.godwit.workflow.preview;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Has a target's worker say what a run of a plan would do; changes nothing there. */
@WorkflowInterface
public interface PreviewWorkflow {

    @WorkflowMethod
    PreviewReport preview(PreviewInput input);
}
