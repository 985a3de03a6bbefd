package dev.godwit.postgres.undo;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.StepFailures;
import dev.godwit.postgres.index.IndexBuild;
import dev.godwit.postgres.index.IndexDrop;
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

    private final Database database;
    private final Restorer restorer;

    /** Makes NULL again what a fill has filled. */
    @FunctionalInterface
    public interface Restorer {
        String restore(long run, int step, Work.RestoreNulls work, Attempt attempt)
                throws SQLException;
    }

    /** For one target. */
    public UndoRunner(Database database, Restorer restorer) {
        this.database = database;
        this.restorer = restorer;
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
                connection -> {
                    Optional<Run> newest = Runs.newest(connection, plan);
                    if (newest.isEmpty()) {
                        return Optional.empty();
                    }
                    Run run = Runs.lock(connection, newest.get().id());
                    List<StoredStep> steps = new ArrayList<>();
                    List<String> losses = new ArrayList<>();
                    for (int number : Steps.toUndo(connection, run.id())) {
                        StoredStep step = Steps.get(connection, run.id(), number);
                        steps.add(step);
                        losses.addAll(step.step().losses());
                    }
                    if (!run.open()) {
                        Runs.reopen(connection, run.id());
                    }
                    Runs.phase(connection, run.id(), "ROLLING_BACK");
                    String note =
                            (reason.isEmpty() ? "" : reason + "; ")
                                    + steps.size()
                                    + " steps to take back"
                                    + (losses.isEmpty()
                                            ? ""
                                            : "; not brought back: " + String.join("; ", losses));
                    Ledger.add(
                            connection,
                            run.id(),
                            LedgerLine.of(actor, "ROLLING_BACK", 0, "rollback.started", note)
                                    .once("rollback " + run.endedAt() + steps.size()));
                    return Optional.of(new UndoList(run, steps, losses));
                });
    }

    /**
     * Takes one step back.
     *
     * @return what was done or found, for people
     * @throws EngineFailure when it cannot be taken back; recorded
     */
    public String undo(long run, int number, Duration patience, Attempt attempt)
            throws SQLException {
        Run row =
                database.inTransaction(
                        Scope.state(Scope.name(run, number)),
                        connection -> Runs.get(connection, run));
        StoredStep stored =
                database.inTransaction(
                        Scope.state(Scope.name(run, number)),
                        connection -> Steps.get(connection, run, number));
        if (stored.state() == StoredStep.State.PENDING
                || stored.state() == StoredStep.State.UNDONE) {
            finish(run, number, "nothing to take back");
            return "nothing to take back";
        }
        StepContext step =
                new StepContext(
                        run,
                        row.name(),
                        number,
                        "ROLLING_BACK",
                        "take back: " + stored.step().summary());
        attempt.report(step.summary());
        boolean transactionalAndNeverCommitted =
                stored.state() == StoredStep.State.STARTED
                        && (stored.step().work() instanceof Work.Ddl
                                || stored.step().work() instanceof Work.RunSql);
        try {
            if (!transactionalAndNeverCommitted) {
                for (Work work : stored.step().undo()) {
                    take(work, step, patience, attempt);
                }
            }
        } catch (SQLException failure) {
            try {
                throw StepFailures.of(database, step, failure);
            } catch (EngineFailure permanent) {
                record(run, number, false, permanent.problem().because());
                throw permanent;
            }
        }
        String note =
                transactionalAndNeverCommitted
                        ? "it never happened"
                        : stored.step().undo().isEmpty() ? "nothing to take back" : "taken back";
        finish(run, number, note);
        return note;
    }

    private void take(Work work, StepContext step, Duration patience, Attempt attempt)
            throws SQLException {
        LockTries tries = new LockTries(database, step, patience, attempt);
        switch (work) {
            case Work.Ddl ddl -> {
                if (present(ddl.tables())) {
                    new Statements(database, step, tries, attempt)
                            .run(ddl, "undo.done", NOTHING_ELSE);
                }
            }
            case Work.RunSql sql ->
                    new Statements(database, step, tries, attempt)
                            .run(sql, "undo.done", onlyOnce(step));
            case Work.BuildIndex build -> {
                // An index that was never dropped still has its name: nothing to build.
                if (!exists(new QualifiedName(build.table().schema(), build.name()))) {
                    new IndexBuild(database, step, tries, attempt).run(build, connection -> {});
                }
            }
            case Work.DropIndex drop ->
                    new IndexDrop(database, step, attempt).run(drop, connection -> {});
            case Work.RestoreNulls restore ->
                    restorer.restore(step.run(), step.number(), restore, attempt);
            case Work.Fill fill -> throw new IllegalStateException("a fill undoes nothing");
            case Work.Prove prove -> throw new IllegalStateException("a proof undoes nothing");
            case Work.ProveQuery query -> throw new IllegalStateException("a proof undoes nothing");
        }
    }

    /** The user's own statements need not be repeatable: done exactly once, with their row. */
    private static Statements.Around onlyOnce(StepContext step) {
        return new Statements.Around() {
            @Override
            public boolean before(Connection connection) throws SQLException {
                return Steps.lock(connection, step.run(), step.number()).state()
                        != StoredStep.State.UNDONE;
            }

            @Override
            public void after(Connection connection) throws SQLException {
                Steps.mark(connection, step.run(), step.number(), StoredStep.State.UNDONE);
            }
        };
    }

    private static final Statements.Around NOTHING_ELSE =
            new Statements.Around() {
                @Override
                public boolean before(Connection connection) {
                    return true;
                }

                @Override
                public void after(Connection connection) {}
            };

    private boolean present(List<QualifiedName> tables) throws SQLException {
        for (QualifiedName table : tables) {
            if (!exists(table)) {
                return false;
            }
        }
        return true;
    }

    private boolean exists(QualifiedName relation) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit undo"),
                connection ->
                        Rows.holds(
                                connection, "select to_regclass(?) is not null", relation.sql()));
    }

    private void finish(long run, int number, String note) throws SQLException {
        record(run, number, true, note);
    }

    private void record(long run, int number, boolean done, String note) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, number)),
                connection -> {
                    Steps.undone(connection, run, number, done, note);
                    if (done) {
                        Steps.mark(connection, run, number, StoredStep.State.UNDONE);
                    }
                });
    }
}
