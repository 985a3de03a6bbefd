package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks which projects a repository holds, where it can be reached. */
@WorkflowInterface
public interface FindProjectsWorkflow {

    @WorkflowMethod
    FoundProjects find(FindProjectsInput input);
}
