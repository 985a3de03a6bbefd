package dev.godwit.workflow.writing;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Writes files of migrations into a project, on the host of a target's worker. */
@WorkflowInterface
public interface WriteMigrationWorkflow {

    @WorkflowMethod
    WriteReport write(WriteInput input);
}
