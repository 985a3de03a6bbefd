package dev.godwit.workflow.run;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.desk.Minutes;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;

/** How a run comes to be: by preflight, or found in the target where its workflow was lost. */
final class Opening {

    /** The target has no open run of that name. */
    static final String NOTHING_OPEN = "GW-388";

    private final MigrationInput input;
    private final Calls calls;
    private final Story story;
    private final Position position;
    private final Helm helm;
    private final Minutes minutes;
    private boolean unsure;
    private boolean found;

    Opening(
            MigrationInput input,
            Calls calls,
            Story story,
            Position position,
            Helm helm,
            Minutes minutes) {
        this.input = input;
        this.calls = calls;
        this.story = story;
        this.position = position;
        this.helm = helm;
        this.minutes = minutes;
    }

    /**
     * ON when the run may go on from where the position is; BACK when it was going back; else END.
     */
    Way begin() {
        CancellationScope.throwCanceled();
        Command recover = input.recover();
        return recover == null ? preflight() : recover(recover);
    }

    /** Whether the run was found in the target. */
    boolean found() {
        return found;
    }

    /** Whether preflight was stopped so that nobody knows what it left in the target. */
    boolean unsure() {
        return unsure;
    }

    private Way preflight() {
        story.doing("checks the plan against " + input.target());
        unsure = true;
        Prepared answer = prepare();
        unsure = false;
        story.prepared(answer);
        switch (answer.verdict()) {
            case READY -> {
                position.prepared(answer);
                if (helm.control() != null) {
                    minutes.soFar(helm); // what people said before there was a run to write it to
                }
                return Way.ON;
            }
            case ALREADY_APPLIED -> story.end(Outcome.DONE, "already applied");
            case REJECTED -> decline(Outcome.REJECTED, answer);
            case REFUSED -> decline(Outcome.REFUSED, answer);
        }
        return Way.END;
    }

    private Prepared prepare() {
        try {
            return calls.prepare(input);
        } catch (ActivityFailure failure) {
            // Preflight keeps all or nothing. One that was stopped may have kept all.
            unsure = CancellationScope.current().isCancelRequested();
            throw failure;
        }
    }

    private void decline(Outcome outcome, Prepared answer) {
        answer.findings().forEach(story::problem);
        story.end(outcome, "nothing was changed");
    }

    private Way recover(Command command) {
        story.doing("looks where the run stands in " + input.target());
        Recovered answer =
                new OperatorCalls(input.queue())
                        .recover(
                                new RecoverInput(
                                        Contract.VERSION,
                                        input.target(),
                                        input.plan(),
                                        command.actor(),
                                        command.reason(),
                                        Workflow.getInfo().getFirstExecutionRunId()));
        MigrationState state = answer.state();
        if (state == null) {
            story.problem(
                    new Finding(
                            NOTHING_OPEN,
                            "there is nothing to recover",
                            "run " + story.run(),
                            answer.note(),
                            "godwit history " + story.run()));
            story.end(Outcome.REJECTED, "nothing was changed");
            return Way.END;
        }
        found = true;
        position.restore(state);
        story.found(state);
        helm.restore(state);
        return answer.rollingBack() ? Way.BACK : Way.ON;
    }
}
