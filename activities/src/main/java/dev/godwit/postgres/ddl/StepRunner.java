package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.control.Controls;
import dev.godwit.postgres.index.IndexBuild;
import dev.godwit.postgres.index.IndexDrop;
import dev.godwit.postgres.object.ObjectRunner;
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
import java.util.List;

/**
 * Runs a step that is one call: statements or an index. A step that is done is not done again; two
 * attempts at one step take turns on its row; an attempt that a rollback has overtaken commits
 * nothing.
 */
public final class StepRunner {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Database database;
    private final Scripts scripts;

    /** For runs of plans on one target. */
    public StepRunner(Database database) {
        this(database, Scripts.NONE);
    }

    /** For one target. */
    public StepRunner(Database database, Scripts scripts) {
        this.database = database;
        this.scripts = scripts;
    }

    /**
     * Runs a step. When people pause the run, a step that has not begun or waits between two tries
     * for its lock ends with PAUSED; one that has its lock, validates a constraint or builds an
     * index is let finish.
     *
     * @param patience how long it keeps trying for its lock
     * @return what was done, for people
     * @throws SQLException what a repetition may cure
     * @throws EngineFailure what it cannot
     */
    public String run(long run, int number, Duration patience, Attempt attempt)
            throws SQLException {
        Scope scope = Scope.state(Scope.name(run, number));
        Run row = database.inTransaction(scope, connection -> unpaused(connection, run, number));
        StepRow stepRow = new StepRow(run, number);
        StoredStep stored = database.inTransaction(scope, stepRow::start);
        if (stored.state() == StoredStep.State.DONE) {
            return "was done before";
        }
        StepContext step = StepContext.of(row, number, stored.step().summary());
        LockTries tries = LockTries.pausable(database, step, patience, attempt);
        Statements statements = new Statements(database, step, tries, attempt);
        attempt.report(step.summary());
        try {
            switch (stored.step().work()) {
                case Work.Ddl ddl -> statements.run(ddl, "step.done", stepRow);
                case Work.DropProven drop ->
                        statements.run(drop.ddl(), "step.done", new Proven(stepRow, step));
                case Work.RunSql sql -> statements.run(sql, "step.done", stepRow);
                case ScriptWork.Script script -> {
                    Scripts.Tool tool =
                            scripts.tool(script.row(), step, stepRow, database, tries, attempt);
                    if (tool != null) {
                        tool.forth(script);
                    } else {
                        statements.run(
                                script.statements(),
                                script.limit(),
                                "step.done",
                                scripts.forth(script, step, stepRow));
                    }
                }
                case ScriptWork.Repair repair ->
                        statements.run(
                                List.of(),
                                LIMIT,
                                "step.done",
                                scripts.repair(repair, step, stepRow));
                case Work.BuildIndex build ->
                        new IndexBuild(database, step, tries, attempt).run(build, stepRow);
                case Work.DropIndex drop ->
                        new IndexDrop(database, step, attempt).run(drop, stepRow);
                case ObjectWork work ->
                        new ObjectRunner(database, step, tries, attempt).run(work, stepRow);
                case Work.KeepColumn keep -> throw StepFailures.bug(step, "a copy is not one call");
                case Work.PutBack back ->
                        throw StepFailures.bug(step, "restoring is for rollback only");
                case Work.Fill fill -> throw StepFailures.bug(step, "a fill is not one call");
                case Work.Prove prove -> throw StepFailures.bug(step, "a proof is not one call");
                case Work.ProveQuery query ->
                        throw StepFailures.bug(step, "a proof is not one call");
                case Work.RestoreNulls restore ->
                        throw StepFailures.bug(step, "restoring is for rollback only");
                case RowWork rows -> throw StepFailures.bug(step, "rows are not one call");
                case ShadowWork rows -> throw StepFailures.bug(step, "rows are not one call");
                case ScriptWork.Unscript unscript ->
                        throw StepFailures.bug(step, "taking back is for rollback only");
                case ScriptWork.Unrepair back ->
                        throw StepFailures.bug(step, "taking back is for rollback only");
            }
        } catch (SQLException failure) {
            throw StepFailures.of(database, step, failure);
        }
        return step.summary();
    }

    private static Run unpaused(Connection connection, long run, int number) throws SQLException {
        Run row = Runs.get(connection, run);
        StoredStep stored = Steps.get(connection, run, number);
        if (stored.state() != StoredStep.State.DONE && Controls.read(connection, run).paused()) {
            throw StepFailures.paused(StepContext.of(row, number, stored.step().summary()));
        }
        return row;
    }
}
