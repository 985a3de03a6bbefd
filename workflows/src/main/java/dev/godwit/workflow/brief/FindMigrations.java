package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FindMigrationsWorkflow;
import dev.godwit.workflow.operator.FoundMigrations;

/** Asks on the database's queue. */
public final class FindMigrations implements FindMigrationsWorkflow {

    @Override
    public FoundMigrations find(FindMigrationsInput input) {
        return new OperatorCalls(input.queue()).findMigrations(input);
    }
}
