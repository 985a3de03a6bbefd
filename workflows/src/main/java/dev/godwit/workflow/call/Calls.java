package dev.godwit.workflow.call;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.activity.gate.GateInput;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;

/** The activities of one target, each with its options and a summary for the timeline. */
public final class Calls {

    private final String queue;

    /** Calls on a target's queue. */
    public Calls(String queue) {
        this.queue = queue;
    }

    public Prepared prepare(MigrationInput input) {
        return with(Options.statement(queue, "preflight of " + input.plan()))
                .prepare(prepareInput(input));
    }

    /**
     * As {@link #prepare}, to find out what became of a cancelled one. Gives up after a few tries:
     * a target that cannot be reached must not keep an abort from ending.
     */
    public Prepared lookAgain(MigrationInput input) {
        return with(Options.fewTries(queue, "look what preflight left behind"))
                .prepare(prepareInput(input));
    }

    public void snapshot(RunRef run) {
        with(Options.statement(queue, "keep the definitions of what will change")).snapshot(run);
    }

    public void enterPhase(RunRef run, Phase phase, String actor) {
        with(Options.brief(queue, "enter " + phase)).enterPhase(new PhaseInput(run, phase, actor));
    }

    public void runStep(RunRef run, StepInfo step) {
        with(Options.statement(queue, step.summary())).runStep(new StepInput(run, step.number()));
    }

    /** Fills or compares for one slice, as the step's kind says. */
    public SliceReport slice(RunRef run, StepInfo step, int lane) {
        SliceInput input = new SliceInput(run, step.number(), lane, Options.SLICE_BUDGET);
        String which = step.lanes() > 1 ? ", lane " + (lane + 1) + " of " + step.lanes() : "";
        MigrationActivities activities = with(Options.slice(queue, step.summary() + which));
        return step.kind() == StepInfo.Kind.PROVE
                ? activities.verifySlice(input)
                : activities.fillSlice(input);
    }

    public Proof prove(RunRef run) {
        return with(Options.brief(queue, "sum up the proof")).prove(run);
    }

    public Proof renewProof(RunRef run) {
        return with(Options.brief(queue, "renew the proof")).renewProof(run);
    }

    public void reopen(RunRef run) {
        with(Options.brief(queue, "fill again what verify found wrong")).reopen(run);
    }

    public GateAnswer askGate(RunRef run, Phase before) {
        return with(Options.brief(queue, "ask the gate before " + before))
                .askGate(new GateInput(run, before));
    }

    public UndoPlan planUndo(UndoInput input) {
        return with(Options.brief(queue, "find what is to be undone")).planUndo(input);
    }

    public String undoStep(RunRef run, StepInfo step) {
        return with(Options.statement(queue, "undo: " + step.summary()))
                .undoStep(new StepInput(run, step.number()))
                .note();
    }

    public void finish(FinishInput input) {
        with(Options.brief(queue, "end the run: " + input.outcome())).finish(input);
    }

    public void note(Note note) {
        with(Options.brief(queue, summary(note))).note(note);
    }

    public void control(ControlInput input) {
        Note note = input.note();
        with(Options.brief(queue, summary(note))).control(input);
    }

    public History read(ReadInput input) {
        return with(Options.brief(queue, "read the record of " + input.target())).read(input);
    }

    /** Who decided what; or what happens by itself: {@code waits before contract: approval}. */
    private static String summary(Note note) {
        String event = note.event();
        return note.actor().equals(Note.GODWIT)
                ? event.substring(event.indexOf('.') + 1) + " " + note.text()
                : "record " + event + " by " + note.actor();
    }

    private static PrepareInput prepareInput(MigrationInput input) {
        return new PrepareInput(
                Contract.VERSION,
                input.target(),
                input.plan(),
                input.source(),
                input.text(),
                input.hash(),
                input.actor(),
                Workflow.getInfo().getFirstExecutionRunId(),
                input.terminateAfter(),
                input.preset());
    }

    private static MigrationActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(MigrationActivities.class, options);
    }
}
