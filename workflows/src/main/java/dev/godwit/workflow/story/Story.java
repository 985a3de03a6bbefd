package dev.godwit.workflow.story;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.WorkflowBug;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.UndoneStep;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a run stands, kept in words: whoever asks, or opens the Temporal UI, reads this. */
public final class Story {

    private final String run;
    private final boolean attributes;
    private final Tally tally = new Tally();
    private final List<Finding> problems = new ArrayList<>();
    private final List<UndoneStep> undone = new ArrayList<>();
    private List<Finding> notices = List.of();
    private Phase phase;
    private Outcome outcome = Outcome.RUNNING;
    private String activity = "";
    private String note = "";
    private @Nullable String waitingFor;
    private @Nullable String paused;
    private @Nullable String throttle;
    private List<String> next = List.of();
    private Consumer<Progress> listener = progress -> {};

    /** A run in a phase. @param attributes whether the server knows Godwit's search attributes */
    public Story(String run, Phase phase, boolean attributes) {
        this.run = run;
        this.phase = phase;
        this.attributes = attributes;
    }

    /** Says what was prepared. */
    public void prepared(Prepared prepared) {
        tally.steps(prepared.steps());
        notices = prepared.verdict() == Prepared.Verdict.READY ? prepared.findings() : List.of();
    }

    /** Goes on where the execution before this one stopped. */
    public void resumed(MigrationState state) {
        prepared(state.prepared());
        tally.restore(state.slices(), state.compared(), state.mismatches());
    }

    /** Who is told whenever the outcome changes. */
    public void listener(Consumer<Progress> toTell) {
        listener = toTell;
    }

    /** A run that was found in the target, in the phase where it stands there. */
    public void found(MigrationState state) {
        resumed(state);
        phase = state.phase();
        if (attributes) {
            Workflow.upsertTypedSearchAttributes(Attributes.PHASE.valueSet(phase.toString()));
        }
        tell();
    }

    /**
     * Says what people told it.
     *
     * @param pause who paused it, and why; null when it is not paused
     * @param pace how fast it may go, and who said so; null when nobody did
     */
    public void steered(@Nullable String pause, @Nullable String pace) {
        Outcome before = outcome();
        paused = pause;
        throttle = pace;
        changed(before);
    }

    /** The first thing told. */
    public void begin() {
        if (attributes) {
            Workflow.upsertTypedSearchAttributes(
                    Attributes.PHASE.valueSet(phase.toString()),
                    Attributes.OUTCOME.valueSet(outcome().toString()));
        }
        tell();
    }

    /**
     * Moves to another phase.
     *
     * @throws WorkflowBug when the move is not legal
     */
    public void enter(Phase to) {
        try {
            phase = phase.to(to);
        } catch (IllegalStateException illegal) {
            throw new WorkflowBug(run + ": " + illegal.getMessage(), illegal);
        }
        activity = "";
        if (attributes) {
            Workflow.upsertTypedSearchAttributes(Attributes.PHASE.valueSet(phase.toString()));
        }
        tell();
    }

    /** Says what is being done. */
    public void doing(String what) {
        activity = what;
        tell();
    }

    /** Waits, for a person or a time. */
    public void waiting(String what, List<String> commands) {
        waitingFor = what;
        next = List.copyOf(commands);
        turn(Outcome.WAITING);
    }

    /** The wait is over, and what caused it no longer counts. */
    public void goesOn() {
        waitingFor = null;
        next = List.of();
        problems.clear();
        turn(Outcome.RUNNING);
    }

    /** Adds a problem to the report. */
    public void problem(Finding finding) {
        problems.add(finding);
        tell();
    }

    /** A slice has come back. */
    public void slice(StepInfo step, int lane, SliceReport report) {
        tally.add(step, lane, report);
        tell();
    }

    /** Verify has come to a result. */
    public void proven(Proof proof) {
        tally.proven(proof);
        tell();
    }

    /** Fill and verify start over. */
    public void reopened() {
        tally.reopen();
        tell();
    }

    /** The run is being taken back from here on; waits and their commands no longer hold. */
    public void rollsBack() {
        Outcome before = outcome();
        paused = null;
        throttle = null;
        changed(before);
        waitingFor = null;
        next = List.of();
        if (phase != Phase.ROLLING_BACK) {
            enter(Phase.ROLLING_BACK);
        }
        turn(Outcome.RUNNING);
    }

    /** A compensation has ended, well or not. */
    public void undone(UndoneStep step) {
        undone.add(step);
        tell();
    }

    /** The run is over. @param words one sentence, may be empty */
    public void end(Outcome how, String words) {
        activity = "";
        waitingFor = null;
        next = List.of();
        note = words;
        paused = null;
        turn(how);
    }

    /** Whether the outcome is final. */
    public boolean ended() {
        return outcome != Outcome.RUNNING && outcome != Outcome.WAITING;
    }

    public String run() {
        return run;
    }

    public Phase phase() {
        return phase;
    }

    public Tally tally() {
        return tally;
    }

    /** Where it stands, as the end of a sentence: "is in phase backfill". */
    public String situation() {
        String waits = waits();
        return waits == null
                ? "is in phase " + phase
                : "is in phase " + phase + " and waits for " + waits;
    }

    private @Nullable String waits() {
        if (paused == null) {
            return waitingFor;
        }
        String person = "a person: paused by " + paused;
        return waitingFor == null ? person : person + "; then for " + waitingFor;
    }

    private List<String> leadsOn() {
        if (paused == null) {
            return next;
        }
        return List.of("godwit resume " + run, "godwit rollback " + run);
    }

    /** A paused run waits, whatever it is doing otherwise. */
    private Outcome outcome() {
        return paused != null && outcome == Outcome.RUNNING ? Outcome.WAITING : outcome;
    }

    public Progress progress() {
        return new Progress(
                run,
                outcome(),
                phase,
                activity,
                tally.rows(),
                tally.kept(),
                tally.compared(),
                tally.mismatches(),
                tally.percent(phase),
                waits(),
                leadsOn(),
                problems,
                notices,
                throttle);
    }

    public MigrationReport report() {
        return new MigrationReport(
                run,
                outcome,
                phase,
                tally.rows(),
                tally.kept(),
                tally.compared(),
                tally.mismatches(),
                problems,
                notices,
                undone,
                note);
    }

    private void turn(Outcome to) {
        Outcome before = outcome();
        outcome = to;
        changed(before);
    }

    private void changed(Outcome before) {
        Outcome now = outcome();
        if (attributes && now != before) {
            Workflow.upsertTypedSearchAttributes(Attributes.OUTCOME.valueSet(now.toString()));
        }
        tell();
        if (now != before && paused == null) {
            listener.accept(progress());
        }
    }

    private void tell() {
        Workflow.setCurrentDetails(Page.of(progress(), notices, undone, note));
    }
}
