package dev.godwit.postgres.undo;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Scripts;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.StepFailures;
import dev.godwit.postgres.index.LiveIndex;
import dev.godwit.postgres.object.ObjectRunner;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes steps back, from the target's own rows alone. Every undo may be repeated. */
public final class UndoRunner {

    private static final String NEVER = "it never happened";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Database database;
    private final Restorer restorer;
    private final Scripts scripts;

    /** Gives rows back what was saved of them. */
    @FunctionalInterface
    public interface Restorer {
        String restore(long run, int step, Work work, Attempt attempt) throws SQLException;
    }

    /** For runs of plans on one target. */
    public UndoRunner(Database database, Restorer restorer) {
        this(database, restorer, Scripts.NONE);
    }

    /** For one target. */
    public UndoRunner(Database database, Restorer restorer, Scripts scripts) {
        this.database = database;
        this.restorer = restorer;
        this.scripts = scripts;
    }

    /**
     * Finds what there is to take back in the newest run of a plan, and marks it as rolling back; a
     * run that has ended is opened again.
     *
     * @return empty when the target knows no run of that plan
     */
    public Optional<UndoList> plan(String plan, String actor, String reason) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit undo"),
                connection -> UndoPlanner.plan(connection, plan, actor, reason));
    }

    /**
     * Takes one step back. {@link #plan} has marked the run before, so no attempt forward commits
     * any more: what is not done now never will be.
     *
     * @return what was done or found, for people
     * @throws EngineFailure when it cannot be taken back; recorded when repeating it is no use
     */
    public String undo(long run, int number, Duration patience, Attempt attempt)
            throws SQLException {
        Scope scope = Scope.state(Scope.name(run, number));
        Run row = database.inTransaction(scope, connection -> Runs.get(connection, run));
        Look look = database.inTransaction(scope, connection -> look(connection, run, number));
        if (look.over()) {
            return look.note();
        }
        StepContext step =
                StepContext.of(row, number, "ROLLING_BACK", "take back: " + look.step().summary());
        attempt.report(step.summary());
        try {
            return takeAll(look.step(), step, patience, attempt);
        } catch (SQLException failure) {
            try {
                throw StepFailures.of(database, step, failure);
            } catch (EngineFailure lasting) {
                throw recorded(lasting, run, number);
            }
        } catch (EngineFailure lasting) {
            throw recorded(lasting, run, number);
        }
    }

    /** How a step stands. @param over when there is nothing left to do */
    private record Look(Step step, boolean over, String note) {}

    private static Look look(Connection connection, long run, int number) throws SQLException {
        StoredStep stored = Steps.lock(connection, run, number);
        Step step = stored.step();
        boolean transactional =
                switch (step.work()) {
                    case Work.Ddl ddl -> true;
                    case Work.DropProven drop -> true;
                    case Work.RunSql sql -> true;
                    case ScriptWork.Repair repair -> true;
                    // A tool of the project's own commits before the step does.
                    case ScriptWork.Script script -> !(script.row() instanceof ToolRow.Django);
                    default -> false;
                };
        String note =
                switch (stored.state()) {
                    case UNDONE -> "was taken back before";
                    case PENDING -> NEVER;
                    case STARTED -> transactional ? NEVER : "";
                    case DONE -> "";
                };
        if (note.isEmpty() && step.undo().isEmpty()) {
            note = "nothing to take back";
        }
        if (!note.isEmpty() && stored.state() != StoredStep.State.UNDONE) {
            UndoWork.close(connection, run, number, note);
        }
        return new Look(step, !note.isEmpty(), note);
    }

    private String takeAll(Step stored, StepContext step, Duration patience, Attempt attempt)
            throws SQLException {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < stored.undo().size(); i++) {
            UndoWork around = new UndoWork(step, i, i == stored.undo().size() - 1);
            String note = take(stored, stored.undo().get(i), around, patience, attempt);
            if (!note.isEmpty()) {
                notes.add(note);
            }
        }
        String note = notes.isEmpty() ? UndoWork.DONE : String.join("; ", notes);
        // What needs no transaction of its own is closed here; repeated after the others.
        database.transaction(
                Scope.state(step.name()),
                connection -> {
                    UndoWork.close(connection, step.run(), step.number(), note);
                    if (stored.undo().stream().anyMatch(UndoRunner::givesRowsBack)) {
                        Ledger.add(
                                connection,
                                step.run(),
                                LedgerLine.of(
                                        "godwit", step.phase(), step.number(), "undo.rows", note));
                    }
                });
        return note;
    }

    private static boolean givesRowsBack(Work work) {
        return work instanceof Work.RestoreNulls
                || work instanceof Work.PutBack
                || work instanceof RowWork
                || work instanceof ShadowWork;
    }

    private String take(Step stored, Work work, UndoWork around, Duration patience, Attempt attempt)
            throws SQLException {
        StepContext step = around.step();
        LockTries tries = new LockTries(database, step, patience, attempt);
        Statements statements = new Statements(database, step, tries, attempt);
        switch (work) {
            case Work.Ddl ddl -> {
                if (!present(ddl.tables())) {
                    return "its table is gone";
                }
                statements.run(ddl, "undo.done", around);
            }
            case Work.RunSql sql -> statements.run(sql, "undo.done", around);
            case ScriptWork.Unscript script -> {
                Scripts.Tool tool =
                        scripts.tool(script.row(), step, around, database, tries, attempt);
                if (tool != null) {
                    tool.back(script);
                } else {
                    statements.run(
                            script.whole(),
                            script.limit(),
                            "undo.done",
                            scripts.back(script, step, around));
                }
            }
            case ScriptWork.Unrepair back ->
                    statements.run(
                            List.of(), LIMIT, "undo.done", scripts.unrepair(back, step, around));
            case Work.BuildIndex build -> {
                return new IndexUndo(database, around, attempt).rebuild(build, tries);
            }
            case Work.DropIndex drop -> {
                return new IndexUndo(database, around, attempt).drop(stored, drop);
            }
            case ObjectWork object ->
                    new ObjectRunner(database, step, tries, attempt).run(object, around);
            case Work.RestoreNulls restore -> {
                return restorer.restore(step.run(), step.number(), restore, attempt);
            }
            case Work.PutBack back -> {
                return restorer.restore(step.run(), step.number(), back, attempt);
            }
            case RowWork rows -> {
                return restorer.restore(step.run(), step.number(), rows, attempt);
            }
            case ShadowWork rows -> {
                return restorer.restore(step.run(), step.number(), rows, attempt);
            }
            case Work.KeepColumn keep -> throw new IllegalStateException("a copy undoes nothing");
            case Work.DropProven drop ->
                    throw new IllegalStateException("what destroys undoes nothing");
            case Work.Fill fill -> throw new IllegalStateException("a fill undoes nothing");
            case ScriptWork.Script script ->
                    throw new IllegalStateException("a script undoes nothing");
            case ScriptWork.Repair repair ->
                    throw new IllegalStateException("a repair undoes nothing");
            case Work.Prove prove -> throw new IllegalStateException("a proof undoes nothing");
            case Work.ProveQuery query -> throw new IllegalStateException("a proof undoes nothing");
        }
        return "";
    }

    private boolean present(List<QualifiedName> tables) throws SQLException {
        for (QualifiedName table : tables) {
            if (!present(table)) {
                return false;
            }
        }
        return true;
    }

    private boolean present(QualifiedName table) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit undo"),
                connection -> !LiveIndex.find(connection, table).isEmpty());
    }

    private EngineFailure recorded(EngineFailure failure, long run, int number) {
        if (failure.kind() == EngineFailure.Kind.PERMANENT) {
            String why = failure.problem().what() + ": " + failure.problem().because();
            try {
                database.transaction(
                        Scope.state(Scope.name(run, number)),
                        connection -> Steps.undone(connection, run, number, false, why));
            } catch (SQLException unrecorded) {
                failure.addSuppressed(unrecorded); // it stays pending and is tried again
            }
        }
        return failure;
    }
}
