package dev.godwit.workflow.run;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.RollbackWorkflow;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.RollbackInput;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.WorkflowInit;

/** Takes a run back from what the target alone says about it. */
public final class Rollback implements RollbackWorkflow {

    private final Story story;
    private final Compensation compensation;

    /** Queries may arrive before {@link #rollback}. */
    @WorkflowInit
    public Rollback(RollbackInput input) {
        story =
                new Story(
                        Contract.runName(input.target(), input.plan()),
                        Phase.ROLLING_BACK,
                        input.attributes());
        compensation = new Compensation(new Calls(input.queue()), story);
    }

    @Override
    public MigrationReport rollback(RollbackInput input) {
        story.begin();
        compensation.run(
                new UndoInput(input.target(), input.plan(), input.actor(), input.reason()));
        return story.report();
    }

    @Override
    public Reply approve(Command command) {
        return new Reply(false, "not yet");
    }

    @Override
    public Progress progress() {
        return story.progress();
    }
}
