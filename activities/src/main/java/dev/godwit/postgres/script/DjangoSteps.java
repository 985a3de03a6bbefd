package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Scripts;
import dev.godwit.postgres.ddl.Statements.Around;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.source.Logins;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.Login;
import dev.godwit.project.django.Outcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One attempt at a migration that Django applies or takes back. Django's transaction also keeps the
 * values that are taken away and writes or removes Godwit's row of the migration: by that row, and
 * not by the step's, is known whether it has happened. The step follows in a transaction of its
 * own.
 */
final class DjangoSteps implements Scripts.Tool {

    private final ScriptFolders folders;
    private final ToolRow.Django row;
    private final ToolRow.Runner runner;
    private final StepContext step;
    private final Around around;
    private final Database database;
    private final LockTries tries;
    private final Attempt attempt;

    DjangoSteps(
            ScriptFolders folders,
            ToolRow.Django row,
            ToolRow.Runner runner,
            StepContext step,
            Around around,
            Database database,
            LockTries tries,
            Attempt attempt) {
        this.folders = folders;
        this.row = row;
        this.runner = runner;
        this.step = step;
        this.around = around;
        this.database = database;
        this.tries = tries;
        this.attempt = attempt;
    }

    @Override
    public void forth(ScriptWork.Script script) throws SQLException {
        tries.run(List.of(), LockMode.ACCESS_EXCLUSIVE, timeout -> forth(script, timeout));
    }

    private boolean forth(ScriptWork.Script script, Duration timeout) throws SQLException {
        Keeping keeping = new Keeping(step);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        boolean open =
                database.inTransaction(
                        Scope.state(step.name()),
                        connection -> {
                            if (!around.before(connection)) {
                                return false;
                            }
                            around.locked(connection);
                            UserPath.apply(connection);
                            for (Save save : script.saves()) {
                                before.addAll(keeping.elsewhere(connection, save));
                                after.addAll(keeping.elsewhereAfter(connection, save));
                            }
                            return true;
                        });
        if (!open) {
            return false;
        }
        after.addFirst(fence());
        after.add(recording(script));
        long begun = System.nanoTime();
        Login login = login(script.limit(), timeout);
        Outcome outcome =
                django(
                        project -> {
                            unchanged(project.checksum(runner.file()), script.name());
                            return project.forward(
                                    login, row.app(), row.migration(), before, after);
                        });
        double millis = (System.nanoTime() - begun) / 1e6;
        List<String> said = said(outcome);
        if (outcome instanceof Outcome.AlreadyThere && !ours(script.history(), script.name())) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT, Company.overtaken(script.name(), step), null);
        }
        String sql = String.join(";\n", script.statements());
        return done("step.done", note(step.summary(), said), sql, millis, connection -> {});
    }

    /** Its file may have moved on since the run began. */
    private void unchanged(String checksum, String name) {
        if (!checksum.equals(row.checksum())) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-723",
                            "%s has changed since it was looked at".formatted(name),
                            "run " + step.runName(),
                            "it was %.12s then, and is %.12s now"
                                    .formatted(row.checksum(), checksum),
                            "start again"),
                    null);
        }
    }

    /**
     * As the row of a step does it for statements of Godwit's own: an attempt that nobody wants any
     * more commits before a rollback marks the run, or not at all. It divides by zero otherwise.
     */
    private String fence() {
        return """
        select 1 / count(*) from (select 1 from godwit.run
          where id = %d and phase <> 'ROLLING_BACK' and ended_at is null for no key update) r
        """
                .formatted(step.run());
    }

    @Override
    public void back(ScriptWork.Unscript script) throws SQLException {
        tries.run(List.of(), LockMode.ACCESS_EXCLUSIVE, timeout -> back(script, timeout));
    }

    private boolean back(ScriptWork.Unscript script, Duration timeout) throws SQLException {
        GivingBack giving = new GivingBack();
        database.transaction(
                Scope.state(step.name()), connection -> Forgetting.none(connection, script, step));
        boolean there = ours(script.history(), script.name());
        String sql = String.join(";\n", script.statements());
        double millis = 0;
        List<String> said = List.of();
        if (there) {
            // Before the reverse, while what was changed since can still be told.
            database.transaction(
                    Scope.state(step.name()),
                    connection -> {
                        UserPath.apply(connection);
                        for (Save save : script.saves()) {
                            giving.before(connection, save);
                        }
                    });
            long begun = System.nanoTime();
            Login login = login(script.limit(), timeout);
            Outcome outcome =
                    django(
                            project ->
                                    project.backward(
                                            login,
                                            row.app(),
                                            row.migration(),
                                            List.of(),
                                            List.of(forgetting(script))));
            millis = (System.nanoTime() - begun) / 1e6;
            said = said(outcome);
            if (outcome instanceof Outcome.AlreadyThere) {
                database.transaction(
                        Scope.state(step.name()),
                        connection -> Applied.remove(connection, script.history(), script.name()));
            }
        }
        return done(
                "undo.done",
                note(step.summary(), said),
                sql,
                millis,
                connection -> {
                    UserPath.apply(connection);
                    for (Save save : script.saves().reversed()) {
                        giving.after(connection, save);
                    }
                    giving.record(connection, step);
                });
    }

    private boolean done(
            String event, String note, String sql, double millis, Database.Action first)
            throws SQLException {
        return database.inTransaction(
                Scope.state(step.name()),
                connection -> {
                    if (!around.before(connection)) {
                        return false;
                    }
                    first.run(connection);
                    Database.apply(connection, Scope.state(step.name()));
                    around.after(connection);
                    Ledger.add(
                            connection,
                            step.run(),
                            LedgerLine.of("godwit", step.phase(), step.number(), event, note)
                                    .statement(sql, millis));
                    return true;
                });
    }

    private <T> T django(ScriptFolders.DjangoUse<T> use) throws SQLException {
        try {
            return folders.django(runner.project(), runner.path(), attempt, use);
        } catch (ProjectFailure wrong) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, wrong.problem(), wrong);
        } catch (IOException unknown) {
            // Nobody knows: it is looked at again by the next attempt.
            throw new SQLException(
                    "Django has not answered: " + unknown.getMessage(), "08006", unknown);
        }
    }

    private Login login(Duration statement, Duration lock) throws SQLException {
        return Logins.of(database, runner.alias(), lock, statement, step.name());
    }

    /**
     * @throws SQLException of the database, for whoever knows what may be tried again
     */
    private List<String> said(Outcome outcome) throws SQLException {
        return switch (outcome) {
            case Outcome.Done done -> done.said();
            case Outcome.AlreadyThere there -> List.of();
            case Outcome.Failed failed -> throw failure(failed);
        };
    }

    private SQLException failure(Outcome.Failed failed) {
        if (!failed.sqlstate().isEmpty()) {
            return new SQLException(failed.words(), failed.sqlstate());
        }
        throw new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-729",
                        "Django could not do it",
                        "run %s, step %d".formatted(step.runName(), step.number()),
                        failed.words(),
                        "mend what it says; the whole is in the worker's log"),
                null);
    }

    private boolean ours(String history, String name) throws SQLException {
        return database.inTransaction(
                Scope.state(step.name()),
                (Connection connection) ->
                        Rows.holds(
                                connection,
                                "select exists (select from godwit.migration where history = ? and name = ? and run = ?)",
                                history,
                                name,
                                step.run()));
    }

    private String recording(ScriptWork.Script script) {
        return """
        insert into godwit.migration (history, name, version, checksum, run) values (%s, %s, %s, %s, %d)
        on conflict (history, name) do update
          set version = excluded.version, checksum = excluded.checksum, run = excluded.run, applied_at = excluded.applied_at
        """
                .formatted(
                        Identifier.literal(script.history()),
                        Identifier.literal(script.name()),
                        Identifier.literal(script.version()),
                        Identifier.literal(script.checksum()),
                        step.run());
    }

    private static String forgetting(ScriptWork.Unscript script) {
        return "delete from godwit.migration where history = %s and name = %s"
                .formatted(Identifier.literal(script.history()), Identifier.literal(script.name()));
    }

    private static String note(String summary, List<String> said) {
        return said.isEmpty() ? summary : summary + "; " + String.join("; ", said);
    }
}
