package dev.godwit.migration;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.migration.host.Telemetry;
import dev.godwit.postgres.history.RunHistory;
import dev.godwit.postgres.phase.Gates;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.snapshot.Snapshots;
import dev.godwit.postgres.snapshot.mode.Extras;
import dev.godwit.postgres.verify.ProofResult;
import dev.godwit.postgres.verify.Proofs;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInput;
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

/** Migrations of PostgreSQL. Thread-safe; holds no state of a run. */
public final class PostgresMigrations implements MigrationActivities {

    private final Host host;
    private final Outside outside;
    private final Telemetry telemetry;
    private final Preparation preparation;
    private final StepCalls steps;
    private final SliceCalls slices;

    /** Without checks, and counted by nobody. */
    public PostgresMigrations(TargetDatabases targets) {
        this(targets, Outside.NOTHING, Telemetry.NONE, ScriptFolders.NONE);
    }

    /**
     * @param folders where the migrations of projects are
     */
    public PostgresMigrations(
            TargetDatabases targets, Outside outside, Telemetry telemetry, ScriptFolders folders) {
        this.outside = outside;
        this.telemetry = telemetry;
        this.host = new Host(targets, telemetry, outside);
        this.preparation = new Preparation(host, outside, folders);
        this.steps = new StepCalls(host, outside, folders);
        this.slices = new SliceCalls(host);
    }

    @Override
    public Prepared prepare(PrepareInput input) {
        return preparation.prepare(input);
    }

    @Override
    public StepDone snapshot(RunRef run) {
        return host.onRunOf(
                run,
                "phase snapshot",
                (target, attempt) -> {
                    String note = new Snapshots(target.database()).take(run.id());
                    new Extras(target.database(), target.store(), outside::hook, attempt)
                            .take(run.id());
                    return new StepDone(note);
                });
    }

    @Override
    public StepDone enterPhase(PhaseInput input) {
        return host.onRun(
                input.run(),
                "phase " + input.phase(),
                (database, id, attempt) -> {
                    new PhaseMoves(database).enter(id, input.phase(), input.actor());
                    telemetry.entered(input.run().name(), input.phase());
                    return new StepDone("");
                });
    }

    @Override
    public StepDone runStep(StepInput input) {
        return steps.run(input);
    }

    @Override
    public SliceReport fillSlice(SliceInput input) {
        return slices.fill(input);
    }

    @Override
    public SliceReport verifySlice(SliceInput input) {
        return slices.verify(input);
    }

    @Override
    public Proof prove(RunRef run) {
        return host.onRun(
                run,
                "phase verify",
                (database, id, attempt) -> proof(new Proofs(database).prove(id)));
    }

    @Override
    public Proof renewProof(RunRef run) {
        return host.onRun(
                run,
                "phase contract",
                (database, id, attempt) -> proof(new Proofs(database).renew(id)));
    }

    @Override
    public StepDone reopen(RunRef run) {
        return host.onRun(
                run,
                "phase backfill",
                (database, id, attempt) -> {
                    new Proofs(database).reopen(id);
                    return new StepDone("");
                });
    }

    @Override
    public GateAnswer askGate(GateInput input) {
        return host.onRun(
                input.run(),
                "gate before " + input.before(),
                (database, id, attempt) -> {
                    Gates.Said said =
                            new Gates(database, check -> ask(check, input.run()))
                                    .ask(id, input.before(), attempt);
                    return new GateAnswer(said.open(), said.note());
                });
    }

    private Gates.Said ask(String check, RunRef run) {
        GateAnswer answer = outside.ask(check, run.name());
        return new Gates.Said(answer.open(), answer.note());
    }

    @Override
    public UndoPlan planUndo(UndoInput input) {
        return steps.planUndo(input);
    }

    @Override
    public StepDone undoStep(StepInput input) {
        return steps.undo(input);
    }

    @Override
    public StepDone finish(FinishInput input) {
        return host.onRun(
                input.run(),
                "phase " + input.phase(),
                (database, id, attempt) -> {
                    new PhaseMoves(database)
                            .finish(id, input.phase().name(), input.outcome().name(), input.note());
                    telemetry.ended(input.run().name(), input.outcome());
                    return new StepDone("");
                });
    }

    @Override
    public StepDone control(ControlInput input) {
        return slices.control(input);
    }

    @Override
    public StepDone note(Note note) {
        return host.onRun(
                note.run(),
                "phase " + note.phase(),
                (database, id, attempt) -> {
                    new PhaseMoves(database)
                            .note(
                                    id,
                                    note.id(),
                                    note.actor(),
                                    note.phase(),
                                    note.event(),
                                    note.text());
                    return new StepDone("");
                });
    }

    @Override
    public History read(ReadInput input) {
        return host.on(
                input.target(),
                "history of target " + input.target(),
                (target, attempt) -> RunHistory.read(target.database(), input));
    }

    private static Proof proof(ProofResult result) {
        return new Proof(result.green(), result.compared(), result.mismatches(), result.note());
    }
}
