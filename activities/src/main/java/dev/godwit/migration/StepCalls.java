package dev.godwit.migration;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.Outside;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.ddl.Scripts;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.script.Company;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Steps forth and back. */
final class StepCalls {

    private final Host host;
    private final Outside outside;
    private final Scripts scripts;

    StepCalls(Host host, Outside outside, ScriptFolders folders) {
        this.host = host;
        this.scripts = new Company(folders);
        this.outside = outside;
    }

    StepDone run(StepInput input) {
        int step = input.step();
        return host.onRunOf(
                input.run(),
                "step " + step,
                (target, attempt) -> {
                    Database database = target.database();
                    long run = input.run().id();
                    Keeping keeping = Keeping.of(target, attempt);
                    Step compiled = keeping.step(run, step);
                    Duration patience = patience(database, run);
                    try {
                        keeping.before(run, compiled);
                        String done =
                                new StepRunner(database, scripts).run(run, step, patience, attempt);
                        keeping.after(run, compiled);
                        return new StepDone(done);
                    } catch (EngineFailure failure) {
                        if (failure.kind() == EngineFailure.Kind.CHANGED) {
                            Definition.notice(database, run);
                        }
                        throw failure;
                    }
                });
    }

    UndoPlan planUndo(UndoInput input) {
        String name = Contract.runName(input.target(), input.plan());
        return host.on(
                input.target(),
                "phase rolling-back, run " + name,
                (target, attempt) -> {
                    target.state().upgrade();
                    return undo(target.database())
                            .plan(input.plan(), input.actor(), input.reason())
                            .map(list -> plan(input.target(), list))
                            .orElseGet(() -> nothing(input.target(), name));
                });
    }

    StepDone undo(StepInput input) {
        int step = input.step();
        return host.onRun(
                input.run(),
                "phase rolling-back, step " + step,
                (database, run, attempt) ->
                        new StepDone(
                                undo(database).undo(run, step, patience(database, run), attempt)));
    }

    private UndoRunner undo(Database database) {
        return new UndoRunner(database, new SavedRows(database)::restore, scripts);
    }

    private UndoPlan plan(String target, UndoList list) {
        StoredGate gate = list.gate();
        return new UndoPlan(
                new RunRef(target, list.run().id(), list.run().name()),
                Messages.steps(list.steps().stream().map(StoredStep::step).toList()),
                list.losses(),
                gate == null ? null : Messages.gate(gate),
                outside.tells());
    }

    private static UndoPlan nothing(String target, String name) {
        return new UndoPlan(new RunRef(target, 0, name), List.of(), List.of());
    }

    private static Duration patience(Database database, long run) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(run, 0)),
                connection -> RunOptions.of(Runs.get(connection, run)).patience());
    }
}
