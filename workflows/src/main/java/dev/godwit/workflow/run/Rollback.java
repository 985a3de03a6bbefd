package dev.godwit.workflow.run;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.RollbackWorkflow;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Change;
import dev.godwit.workflow.desk.Desk;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.desk.Minutes;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.RollbackInput;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** Takes a run back from what the target alone says about it. */
public final class Rollback implements RollbackWorkflow {

    private final Story story;
    private final Desk desk;
    private final Gates gates;
    private final Herald herald;
    private final Compensation compensation;

    /** Updates and queries may arrive before {@link #rollback}. */
    @WorkflowInit
    public Rollback(RollbackInput input) {
        story =
                new Story(
                        Contract.runName(input.target(), input.plan()),
                        Phase.ROLLING_BACK,
                        input.attributes());
        Calls calls = new Calls(input.queue());
        Minutes minutes = new Minutes(calls, story, this::run);
        desk = new Desk(minutes, story, new Helm(story), () -> null);
        gates = new Gates(calls, story, desk, minutes, new Boundary());
        compensation = new Compensation(calls, story, gates);
        herald = new Herald(input.target(), input.queue(), compensation::tells);
    }

    @Override
    public MigrationReport rollback(RollbackInput input) {
        story.begin();
        if (Change.NOTES_AND_NEWS.known()) {
            gates.noted();
            story.listener(herald::tell);
        }
        compensation.run(
                new UndoInput(input.target(), input.plan(), input.actor(), input.reason()));
        Workflow.await(Workflow::isEveryHandlerFinished);
        herald.underWay();
        return story.report();
    }

    @Override
    public Reply approve(Command command) {
        return desk.approve(command);
    }

    @Override
    public Reply resume(Command command) {
        return desk.resume(command);
    }

    @Override
    public Progress progress() {
        return story.progress();
    }

    private @Nullable RunRef run() {
        return compensation.run();
    }
}
