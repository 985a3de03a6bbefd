package dev.godwit.workflow.run;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Change;
import dev.godwit.workflow.desk.Desk;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.desk.Minutes;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/**
 * A run from preflight to its end. Everything that moves forward happens in one cancellation scope:
 * abort, and Temporal's own cancel, end that scope, wait until nothing runs any more, and take the
 * run back.
 */
public final class Migration implements MigrationWorkflow {

    /** The starter speaks a contract that this worker does not know. */
    static final String NEWER_STARTER = "GW-393";

    private final MigrationInput input;
    private final Calls calls;
    private final Story story;
    private final Position position;
    private final Desk desk;
    private final Walk walk;
    private final Compensation compensation;
    private final Helm helm;
    private final Gates gates;
    private final Opening opening;
    private final Herald herald;
    private Way way = Way.BACK;
    private String left = "nothing was changed";

    /** Updates and queries may arrive before {@link #migrate}. */
    @WorkflowInit
    public Migration(MigrationInput input) {
        this.input = input;
        calls = new Calls(input.queue());
        position = new Position(input.resumed());
        story =
                new Story(
                        Contract.runName(input.target(), input.plan()),
                        position.phase(),
                        input.attributes());
        helm = new Helm(story);
        Minutes minutes = new Minutes(calls, story, () -> position.begun() ? position.run() : null);
        desk = new Desk(minutes, story, helm, position::known);
        Boundary boundary = new Boundary();
        gates = new Gates(calls, story, desk, minutes, boundary);
        opening = new Opening(input, calls, story, position, helm, minutes);
        walk =
                new Walk(
                        input,
                        calls,
                        story,
                        position,
                        desk,
                        gates,
                        new Lanes(calls, story, boundary, helm),
                        helm,
                        opening);
        compensation = new Compensation(calls, story, gates);
        herald = new Herald(input.target(), input.queue(), position::tells);
    }

    @Override
    public MigrationReport migrate(MigrationInput same) {
        begin();
        if (input.contract() > Contract.VERSION) {
            refuseNewerStarter();
        } else {
            CancellationScope walking = Workflow.newCancellationScope(() -> way = walk.go());
            walk(walking);
            handlersFinished();
            if (way == Way.BACK || desk.abort() != null && known()) {
                takeBack();
            } else if (way == Way.BOUNDARY) {
                // A cancel that came with the boundary would be lost with this execution.
                if (CancellationScope.current().isCancelRequested()) {
                    takeBack();
                } else {
                    Workflow.continueAsNew(input.resumedAt(position.state(story.tally(), helm)));
                }
            }
        }
        handlersFinished();
        herald.underWay();
        return story.report();
    }

    @Override
    public Progress progress() {
        return story.progress();
    }

    @Override
    public Reply approve(Command command) {
        return desk.approve(command);
    }

    @Override
    public Reply pause(Command command) {
        return desk.pause(command);
    }

    @Override
    public Reply throttle(ThrottleCommand command) {
        return desk.throttle(command);
    }

    @Override
    public Reply resume(Command command) {
        return desk.resume(command);
    }

    @Override
    public Reply abort(Command command) {
        return desk.abort(command);
    }

    @Override
    public void decided(Decided decided) {
        desk.decided(decided);
    }

    private void begin() {
        MigrationState resumed = input.resumed();
        if (resumed != null) {
            story.resumed(resumed);
            helm.restore(resumed);
        }
        story.begin();
        if (Change.NOTES_AND_NEWS.known()) {
            gates.noted();
            story.listener(herald::tell);
        }
    }

    private void walk(CancellationScope walking) {
        if (desk.abort() != null) {
            return; // it came before the first step
        }
        desk.running(walking);
        try {
            walking.run();
        } catch (TemporalFailure stopped) {
            if (!walking.isCancelRequested()) {
                throw stopped;
            }
        }
    }

    private void takeBack() {
        Finding cause = walk.cause();
        if (cause != null) {
            story.problem(cause);
        }
        if (opening.unsure()) {
            Workflow.newDetachedCancellationScope(this::lookWhatPreflightLeft).run();
        }
        if (known()) {
            compensation.run(undoInput(cause));
        } else {
            compensation.nothingToDo(left);
        }
    }

    /** A run that is to be recovered is in the target, whether or not it was found yet. */
    private boolean known() {
        return position.begun() || input.recover() != null;
    }

    private UndoInput undoInput(@Nullable Finding cause) {
        Command abort = desk.abort();
        if (abort != null) {
            return new UndoInput(input.target(), input.plan(), abort.actor(), abort.reason());
        }
        Command recover = input.recover();
        if (recover != null && cause == null && !CancellationScope.current().isCancelRequested()) {
            return new UndoInput(input.target(), input.plan(), recover.actor(), recover.reason());
        }
        return cause != null
                ? new UndoInput(input.target(), input.plan(), "godwit", cause.what())
                : new UndoInput(
                        input.target(), input.plan(), "temporal", "cancellation was requested");
    }

    /**
     * A preflight that was stopped may have stored the run. Asking it again finds that run: by the
     * plan's name alone a rollback could meet an older run, which is done and must stay.
     */
    private void lookWhatPreflightLeft() {
        try {
            Prepared found = calls.lookAgain(input);
            if (found.verdict() == Prepared.Verdict.READY) {
                position.prepared(found);
            }
        } catch (TemporalFailure unreachable) {
            left =
                    "no step was run, but whether the run is recorded could not be seen;"
                            + " if godwit list shows it, godwit rollback "
                            + story.run()
                            + " removes it";
        }
    }

    private void refuseNewerStarter() {
        story.problem(
                new Finding(
                        NEWER_STARTER,
                        "the starter is newer than the worker",
                        "run " + story.run(),
                        "it speaks version "
                                + input.contract()
                                + " of the contract, the worker "
                                + Contract.VERSION,
                        "upgrade the worker, then start again"));
        story.end(Outcome.REFUSED, "nothing was changed");
    }

    /** An answer that is under way must reach who asked, whatever happens to the run. */
    private static void handlersFinished() {
        Workflow.newDetachedCancellationScope(
                        () -> Workflow.await(Workflow::isEveryHandlerFinished))
                .run();
    }
}
