package dev.godwit.migration;

import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.phase.Definitions;
import dev.godwit.postgres.phase.RunOptions;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.UndoInput;
import dev.godwit.workflow.activity.UndoPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Steps forth and back. */
final class StepCalls {

    private final Host host;

    StepCalls(Host host) {
        this.host = host;
    }

    StepDone run(StepInput input) {
        int step = input.step();
        return host.onRun(
                input.run(),
                "step " + step,
                (database, run, attempt) -> {
                    Definitions definitions = new Definitions(database);
                    definitions.beforeStep(run, step);
                    Duration patience = patience(database, run);
                    String note = new StepRunner(database).run(run, step, patience, attempt);
                    definitions.afterStep(run, step);
                    return new StepDone(note);
                });
    }

    UndoPlan planUndo(UndoInput input) {
        String name = Contract.runName(input.target(), input.plan());
        return host.on(
                input.target(),
                "phase rolling-back, run " + name,
                (target, attempt) -> {
                    Optional<Run> run =
                            Reading.hasRecord(target.database())
                                    ? newest(target, input.plan())
                                    : Optional.empty();
                    if (run.isEmpty()) {
                        return new UndoPlan(
                                new RunRef(input.target(), 0, name), List.of(), List.of());
                    }
                    long id = run.get().id();
                    UndoList list =
                            new UndoRunner(target.database())
                                    .plan(id, input.actor(), input.reason());
                    return new UndoPlan(
                            new RunRef(input.target(), id, run.get().name()),
                            Messages.steps(list.steps().stream().map(StoredStep::step).toList()),
                            list.losses());
                });
    }

    StepDone undo(StepInput input) {
        int step = input.step();
        return host.onRun(
                input.run(),
                "phase rolling-back, step " + step,
                (database, run, attempt) ->
                        new StepDone(
                                new UndoRunner(database)
                                        .undo(run, step, patience(database, run), attempt)));
    }

    private static Optional<Run> newest(TargetAccess target, String plan) throws SQLException {
        target.state().upgrade();
        return target.database()
                .inTransaction(
                        Scope.state("godwit rollback"),
                        connection -> Runs.newest(connection, plan));
    }

    private static Duration patience(Database database, long run) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(run, 0)),
                connection -> RunOptions.of(Runs.get(connection, run)).patience());
    }
}
