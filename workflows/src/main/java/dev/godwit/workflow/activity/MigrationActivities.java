package dev.godwit.workflow.activity;

import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.activity.gate.GateInput;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.activity.ActivityInterface;

/**
 * Everything a migration does to a target.
 *
 * <p>Every method may run twice, may run after it already succeeded, may be interrupted between any
 * two statements, and may run at the same time as a stale attempt of itself. Failures are
 * ApplicationFailures whose type is a {@link dev.godwit.workflow.FailureType}; everything else is
 * retried without end.
 */
@ActivityInterface
public interface MigrationActivities {

    /** Checks the plan against the target, compiles it, stores run and steps, locks the tables. */
    Prepared prepare(PrepareInput input);

    /**
     * Keeps the definitions of what will change, and a named restore point where that is allowed.
     */
    StepDone snapshot(RunRef run);

    /**
     * Records that the run is in a phase. Fails with CHANGED when somebody else has altered a table
     * of the run since the last phase ended.
     */
    StepDone enterPhase(PhaseInput input);

    /** Runs a step of kind STATEMENT. */
    StepDone runStep(StepInput input);

    /** Fills rows until the budget ends or the lane does. The cursor moves with the rows. */
    SliceReport fillSlice(SliceInput input);

    /** Compares rows until the budget or the table ends. */
    SliceReport verifySlice(SliceInput input);

    /** Sums up what the PROVE steps found, and stores it. */
    Proof prove(RunRef run);

    /** Renews the proof right before contract: cheap when nothing has changed since, else red. */
    Proof renewProof(RunRef run);

    /** Makes the fill steps start over on the ranges that verify found wrong. */
    StepDone reopen(RunRef run);

    /** Asks an SQL gate once. */
    GateAnswer askGate(GateInput input);

    /** Finds what there is to undo, says it in the ledger, and marks the run as rolling back. */
    UndoPlan planUndo(UndoInput input);

    /**
     * Takes one step back. Looks first: valid when the step never happened, half happened, or
     * happened.
     */
    StepDone undoStep(StepInput input);

    /** Ends the run in the target. */
    StepDone finish(FinishInput input);

    /** Makes running work obey, within a second, and adds a line to the ledger. */
    StepDone control(ControlInput input);

    /** Adds a line to the ledger. */
    StepDone note(Note note);

    /** Reads the target's own record of its runs. */
    History read(ReadInput input);
}
