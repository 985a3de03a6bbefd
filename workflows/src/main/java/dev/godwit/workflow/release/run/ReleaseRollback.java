package dev.godwit.workflow.release.run;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.release.ReleaseRollbackWorkflow;
import dev.godwit.workflow.release.message.ReleaseBackInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Takes back what a release has left, by the workflows that would do it alone. */
public final class ReleaseRollback implements ReleaseRollbackWorkflow {

    private final ReleaseBackInput input;
    private final Parts parts;
    private final Tale tale;

    /** Queries may arrive before {@link #rollback}. */
    @WorkflowInit
    public ReleaseRollback(ReleaseBackInput input) {
        this.input = input;
        this.parts = new Parts(input.release());
        this.tale = new Tale(input.release(), Stage.ROLLING_BACK);
    }

    @Override
    public ReleaseReport rollback(ReleaseBackInput same) {
        Workflow.newDetachedCancellationScope(this::back).run();
        return tale.report();
    }

    @Override
    public ReleaseReport progress() {
        return tale.report();
    }

    private void back() {
        Command why = new Command(input.actor(), input.reason());
        TakingBack takingBack = new TakingBack(input.release(), parts, tale);
        tale.turns(Stage.ROLLING_BACK, "take the upgrade back: " + input.release().upgrade().run());
        if (!takingBack.branch(input.into(), input.from(), why)) {
            tale.end(
                    Outcome.ROLLBACK_INCOMPLETE,
                    "the schema stays as long as the code that uses it does");
            return;
        }
        if (!input.schema()) {
            tale.appliedBefore();
            tale.end(Outcome.ROLLED_BACK, "its schema was applied before, and stays");
            return;
        }
        tale.doing("take the schema back: " + input.release().migrationRun());
        Outcome outcome = takingBack.outcome(parts.migrationBack(why));
        tale.end(outcome == Outcome.ROLLED_BACK ? outcome : Outcome.ROLLBACK_INCOMPLETE, "");
    }
}
