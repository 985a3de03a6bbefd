package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.index.IndexBuild;
import dev.godwit.postgres.index.IndexDrop;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs a step that is one call: statements or an index. A step that is done is not done again; two
 * attempts at one step take turns on its row.
 */
public final class StepRunner {

    private final Database database;

    /** For one target. */
    public StepRunner(Database database) {
        this.database = database;
    }

    /**
     * Runs a step.
     *
     * @param patience how long it keeps trying for its lock
     * @return what was done, for people
     * @throws SQLException what a repetition may cure
     * @throws EngineFailure what it cannot
     */
    public String run(long run, int number, Duration patience, Attempt attempt)
            throws SQLException {
        Run row =
                database.inTransaction(
                        Scope.state(Scope.name(run, number)),
                        connection -> Runs.get(connection, run));
        StoredStep stored = start(run, number);
        if (stored.state() == StoredStep.State.DONE) {
            return "was done before";
        }
        StepContext step = StepContext.of(row, number, stored.step().summary());
        LockTries tries = new LockTries(database, step, patience, attempt);
        attempt.report(stored.step().summary());
        try {
            switch (stored.step().work()) {
                case Work.Ddl ddl ->
                        new Statements(database, step, tries, attempt)
                                .run(ddl, "step.done", done(run, number));
                case Work.RunSql sql ->
                        new Statements(database, step, tries, attempt)
                                .run(sql, "step.done", done(run, number));
                case Work.BuildIndex build ->
                        new IndexBuild(database, step, tries, attempt)
                                .run(build, connection -> markDone(connection, run, number));
                case Work.DropIndex drop ->
                        new IndexDrop(database, step, attempt)
                                .run(drop, connection -> markDone(connection, run, number));
                case Work.Fill fill -> throw StepFailures.bug(step, "a fill is not one call");
                case Work.Prove prove -> throw StepFailures.bug(step, "a proof is not one call");
                case Work.ProveQuery query ->
                        throw StepFailures.bug(step, "a proof is not one call");
                case Work.RestoreNulls restore ->
                        throw StepFailures.bug(step, "restoring is for rollback only");
            }
        } catch (SQLException failure) {
            throw StepFailures.of(database, step, failure);
        }
        return stored.step().summary();
    }

    private StoredStep start(long run, int number) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(run, number)),
                connection -> {
                    StoredStep stored = Steps.lock(connection, run, number);
                    if (stored.state() != StoredStep.State.DONE) {
                        Steps.mark(connection, run, number, StoredStep.State.STARTED);
                    }
                    return stored;
                });
    }

    private static Statements.Around done(long run, int number) {
        return new Statements.Around() {
            @Override
            public boolean before(Connection connection) throws SQLException {
                if (Steps.lock(connection, run, number).state() == StoredStep.State.DONE) {
                    return false;
                }
                Definition.check(connection, run);
                return true;
            }

            @Override
            public void after(Connection connection) throws SQLException {
                Steps.mark(connection, run, number, StoredStep.State.DONE);
            }
        };
    }

    private static void markDone(Connection connection, long run, int number) throws SQLException {
        Steps.mark(connection, run, number, StoredStep.State.DONE);
        Definition.keep(connection, run);
    }
}
