package dev.godwit.workflow.operator;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks which migrations of a project are pending on a target, from the target's own queue. */
@WorkflowInterface
public interface FindMigrationsWorkflow {

    /** Answers within seconds, or minutes where a repository must be cloned. */
    @WorkflowMethod
    FoundMigrations find(FindMigrationsInput input);
}
