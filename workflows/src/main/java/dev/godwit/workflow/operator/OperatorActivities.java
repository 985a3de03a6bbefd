package dev.godwit.workflow.operator;

import dev.godwit.workflow.activity.StepDone;
import io.temporal.activity.ActivityInterface;

/**
 * What is done to a target beside migrations. Every method may run twice, may run after it already
 * succeeded, and may be interrupted between any two statements. Failures are as those of {@link
 * dev.godwit.workflow.activity.MigrationActivities}.
 */
@ActivityInterface
public interface OperatorActivities {

    /** Finds the open run of a plan whose workflow is gone, and says so in the ledger. */
    Recovered recover(RecoverInput input);

    /** Looks at worker, database and Godwit's record in it; changes nothing. */
    Inspection inspect(InspectInput input);

    /** Looks which migrations of a project are pending; changes nothing. */
    FoundMigrations findMigrations(FindMigrationsInput input);

    /** Removes what Godwit left in a target, unless a run is open. */
    Uninstalled uninstall(UninstallInput input);

    /** Tells people what they asked to be told, as the worker's configuration says. */
    StepDone tell(Notice notice);
}
