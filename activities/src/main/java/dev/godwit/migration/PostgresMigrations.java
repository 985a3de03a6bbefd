package dev.godwit.migration;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.FillRunner;
import dev.godwit.postgres.fill.LaneReport;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.history.RunHistory;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.phase.SqlGates;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.preflight.PreparedRun;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.Snapshots;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StateSchema.NewerStateException;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.postgres.verify.ProofResult;
import dev.godwit.postgres.verify.Proofs;
import dev.godwit.postgres.verify.VerifyRunner;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.GateAnswer;
import dev.godwit.workflow.activity.GateInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.Proof;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.SliceInput;
import dev.godwit.workflow.activity.SliceReport;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.UndoInput;
import dev.godwit.workflow.activity.UndoPlan;
import dev.godwit.workflow.message.History;
import dev.godwit.workflow.message.ReadInput;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The activities of a migration on PostgreSQL: opens the target, calls the engine, translates. */
public final class PostgresMigrations implements MigrationActivities {

    private final TargetDatabases targets;

    /**
     * @param targets the targets that this worker serves
     */
    public PostgresMigrations(TargetDatabases targets) {
        this.targets = targets;
    }

    @Override
    public Prepared prepare(PrepareInput input) {
        String name = Contract.runName(input.target(), input.plan());
        return Failures.translate(
                "preflight of " + name,
                attempt -> {
                    TargetAccess access = targets.open(input.target());
                    try {
                        access.state().upgrade();
                    } catch (NewerStateException newer) {
                        Problem problem =
                                new Problem(
                                        "GW-250",
                                        "the target was used by a newer Godwit",
                                        "target " + input.target(),
                                        String.valueOf(newer.getMessage()),
                                        "upgrade this worker");
                        return Mapping.prepared(
                                input.target(),
                                name,
                                new PreparedRun(
                                        PreparedRun.Verdict.REFUSED,
                                        null,
                                        List.of(),
                                        List.of(problem)));
                    }
                    Request request =
                            new Request(
                                    name,
                                    input.plan(),
                                    input.source(),
                                    input.text(),
                                    input.hash(),
                                    input.actor(),
                                    input.workflow());
                    return Mapping.prepared(
                            input.target(),
                            name,
                            new Preflight(access.database()).prepare(request, attempt));
                });
    }

    @Override
    public StepDone snapshot(RunRef run) {
        return Failures.translate(
                "snapshot of " + run.name(),
                attempt -> new StepDone(new Snapshots(database(run)).take(run.id())));
    }

    @Override
    public StepDone enterPhase(PhaseInput input) {
        return Failures.translate(
                "phase " + input.phase() + " of " + input.run().name(),
                attempt -> {
                    new PhaseMoves(database(input.run()))
                            .enter(input.run().id(), input.phase().name(), input.actor());
                    return new StepDone("");
                });
    }

    @Override
    public StepDone runStep(StepInput input) {
        return Failures.translate(
                where(input),
                attempt -> {
                    Database database = database(input.run());
                    return new StepDone(
                            new StepRunner(database)
                                    .run(
                                            input.run().id(),
                                            input.step(),
                                            patience(database, input.run()),
                                            attempt));
                });
    }

    @Override
    public SliceReport fillSlice(SliceInput input) {
        return Failures.translate(
                "step " + input.step() + " of run " + input.run().name(),
                attempt ->
                        report(
                                new FillRunner(database(input.run()))
                                        .slice(
                                                input.run().id(),
                                                input.step(),
                                                input.lane(),
                                                input.budget(),
                                                attempt)));
    }

    @Override
    public SliceReport verifySlice(SliceInput input) {
        return Failures.translate(
                "step " + input.step() + " of run " + input.run().name(),
                attempt ->
                        report(
                                new VerifyRunner(database(input.run()))
                                        .slice(
                                                input.run().id(),
                                                input.step(),
                                                input.budget(),
                                                attempt)));
    }

    @Override
    public Proof prove(RunRef run) {
        return Failures.translate(
                "proof of " + run.name(),
                attempt -> proof(new Proofs(database(run)).prove(run.id())));
    }

    @Override
    public Proof renewProof(RunRef run) {
        return Failures.translate(
                "proof of " + run.name(),
                attempt -> proof(new Proofs(database(run)).renew(run.id())));
    }

    @Override
    public StepDone reopen(RunRef run) {
        return Failures.translate(
                "refill of " + run.name(),
                attempt -> {
                    new Proofs(database(run)).reopen(run.id());
                    return new StepDone("");
                });
    }

    @Override
    public GateAnswer askGate(GateInput input) {
        return Failures.translate(
                "gate of " + input.run().name(),
                attempt ->
                        new GateAnswer(
                                new SqlGates(database(input.run()))
                                        .open(input.run().id(), input.before().name(), attempt),
                                ""));
    }

    @Override
    public UndoPlan planUndo(UndoInput input) {
        String name = Contract.runName(input.target(), input.plan());
        return Failures.translate(
                "rollback of " + name,
                attempt -> {
                    TargetAccess access = targets.open(input.target());
                    access.state().upgrade();
                    Optional<UndoList> list =
                            undo(access.database())
                                    .plan(input.plan(), input.actor(), input.reason());
                    return list.map(
                                    found ->
                                            new UndoPlan(
                                                    new RunRef(
                                                            input.target(), found.run().id(), name),
                                                    found.steps().stream()
                                                            .map(step -> Mapping.info(step.step()))
                                                            .toList(),
                                                    found.losses()))
                            .orElseGet(
                                    () ->
                                            new UndoPlan(
                                                    new RunRef(input.target(), 0, name),
                                                    List.of(),
                                                    List.of()));
                });
    }

    @Override
    public StepDone undoStep(StepInput input) {
        return Failures.translate(
                where(input),
                attempt -> {
                    Database database = database(input.run());
                    return new StepDone(
                            undo(database)
                                    .undo(
                                            input.run().id(),
                                            input.step(),
                                            patience(database, input.run()),
                                            attempt));
                });
    }

    @Override
    public StepDone finish(FinishInput input) {
        return Failures.translate(
                "end of " + input.run().name(),
                attempt -> {
                    new PhaseMoves(database(input.run()))
                            .finish(
                                    input.run().id(),
                                    input.phase().name(),
                                    input.outcome().name(),
                                    input.note());
                    return new StepDone("");
                });
    }

    @Override
    public StepDone note(Note note) {
        return Failures.translate(
                "ledger of " + note.run().name(),
                attempt -> {
                    new PhaseMoves(database(note.run()))
                            .note(
                                    note.run().id(),
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
        return Failures.translate(
                "history of " + input.target(),
                attempt -> RunHistory.read(targets.open(input.target()).database(), input.run()));
    }

    private Database database(RunRef run) {
        return targets.open(run.target()).database();
    }

    private static UndoRunner undo(Database database) {
        return new UndoRunner(database, new SavedRows(database)::restore);
    }

    private static Duration patience(Database database, RunRef run) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(run.id(), 0)),
                connection -> RunOptions.of(Runs.get(connection, run.id())).patience());
    }

    private static SliceReport report(LaneReport lane) {
        return new SliceReport(lane.finished(), lane.rows(), lane.mismatches(), lane.percent());
    }

    private static Proof proof(ProofResult result) {
        return new Proof(result.green(), result.compared(), result.mismatches(), result.note());
    }

    private static String where(StepInput input) {
        return "step " + input.step() + " of run " + input.run().name();
    }
}
