package dev.godwit.workflow.run;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.UndoneStep;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Takes a run back, as far as the target's undo rows reach. Runs detached: no cancellation stops
 * it. Every compensation is reported; one that fails does not keep the others from running, but
 * then the rollback is incomplete.
 */
final class Compensation {

    /** The target knows no such run. */
    static final String UNKNOWN_RUN = "GW-392";

    private final Calls calls;
    private final Story story;
    private final Gates gates;
    private boolean tells;
    private @Nullable RunRef run;

    Compensation(Calls calls, Story story, Gates gates) {
        this.calls = calls;
        this.story = story;
        this.gates = gates;
    }

    /** Takes back the newest run of a plan, and ends the story with the outcome. */
    void run(UndoInput input) {
        Workflow.newDetachedCancellationScope(() -> takeBack(input)).run();
    }

    /** Ends the story of a run that left nothing in the target. */
    void nothingToDo(String note) {
        story.rollsBack();
        story.enter(Phase.ROLLED_BACK);
        story.end(Outcome.ROLLED_BACK, note);
    }

    private void takeBack(UndoInput input) {
        story.rollsBack();
        UndoPlan plan;
        try {
            plan = calls.planUndo(input);
        } catch (TemporalFailure failure) {
            incomplete(failure);
            return;
        }
        if (plan.run().id() == 0) {
            unknown(input);
            return;
        }
        tells = plan.tells();
        run = plan.run();
        if (plan.gate() != null) {
            awaitGate(plan.gate(), plan.run());
        }
        boolean complete = true;
        for (StepInfo step : plan.steps()) {
            complete &= undo(plan.run(), step);
        }
        finish(plan.run(), complete, String.join("\n", plan.losses()));
    }

    /** The previous code first, then the schema: nobody's patience opens this gate. */
    private void awaitGate(Gate gate, RunRef ref) {
        while (true) {
            try {
                gates.beforeRollback(gate, ref);
                return;
            } catch (TemporalFailure failure) {
                gates.failed(Troubles.finding(failure, story.run(), story.phase()));
            }
        }
    }

    /** Whether anybody asked to be told, as the target says. */
    boolean tells() {
        return tells;
    }

    /** The run that is being taken back; null before it was found. */
    @Nullable RunRef run() {
        return run;
    }

    private boolean undo(RunRef run, StepInfo step) {
        story.doing("undoes: " + step.summary());
        try {
            String note = calls.undoStep(run, step);
            story.undone(new UndoneStep(step.number(), step.summary(), true, note));
            return true;
        } catch (TemporalFailure failure) {
            Finding finding = Troubles.finding(failure, story.run(), story.phase());
            story.problem(finding);
            story.undone(new UndoneStep(step.number(), step.summary(), false, finding.what()));
            return false;
        }
    }

    private void finish(RunRef run, boolean complete, String losses) {
        Outcome outcome = complete ? Outcome.ROLLED_BACK : Outcome.ROLLBACK_INCOMPLETE;
        Phase phase = complete ? Phase.ROLLED_BACK : Phase.ROLLING_BACK;
        try {
            calls.finish(new FinishInput(run, outcome, phase, losses));
        } catch (TemporalFailure failure) {
            incomplete(failure);
            return;
        }
        if (complete) {
            story.enter(Phase.ROLLED_BACK);
        }
        story.end(outcome, losses);
    }

    private void incomplete(TemporalFailure failure) {
        story.problem(Troubles.finding(failure, story.run(), story.phase()));
        story.end(
                Outcome.ROLLBACK_INCOMPLETE,
                "godwit rollback " + story.run() + " tries again what is left");
    }

    private void unknown(UndoInput input) {
        story.problem(
                new Finding(
                        UNKNOWN_RUN,
                        input.target() + " has no run of a plan " + input.plan(),
                        input.target(),
                        "the ledger of the target does not know it",
                        "godwit list --target " + input.target()));
        story.end(Outcome.REJECTED, "nothing was changed");
    }
}
