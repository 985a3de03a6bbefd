package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Scripts;
import dev.godwit.postgres.ddl.Statements.Around;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.script.repair.Repairing;
import dev.godwit.postgres.script.repair.Returning;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.row.ToolRows;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scripts of a project's folder have around them. */
public final class Company implements Scripts {

    private final ScriptFolders folders;

    /** Without projects whose own tool applies their migrations. */
    public Company() {
        this(ScriptFolders.NONE);
    }

    /**
     * @param folders where such projects are
     */
    public Company(ScriptFolders folders) {
        this.folders = folders;
    }

    @Override
    public @Nullable Tool tool(
            @Nullable ToolRow row,
            StepContext step,
            Around around,
            Database database,
            LockTries tries,
            Attempt attempt) {
        return row instanceof ToolRow.Django django && django.runner() != null
                ? new DjangoSteps(
                        folders, django, django.runner(), step, around, database, tries, attempt)
                : null;
    }

    @Override
    public Around forth(ScriptWork.Script script, StepContext step, Around around) {
        return new Forth(script, step, around, new Keeping(step), new HeldLocks(), new Watch());
    }

    @Override
    public Around back(ScriptWork.Unscript script, StepContext step, Around around) {
        return new Back(script, step, around, new GivingBack(), new HeldLocks());
    }

    @Override
    public Around repair(ScriptWork.Repair repair, StepContext step, Around around) {
        return new Repairing(repair, step, around);
    }

    @Override
    public Around unrepair(ScriptWork.Unrepair back, StepContext step, Around around) {
        return new Returning(back, step, around);
    }

    static Problem overtaken(String name, StepContext step) {
        return new Problem(
                "GW-727",
                "%s has been applied by its own tool meanwhile".formatted(name),
                "run " + step.runName(),
                "it was pending when the run began",
                "godwit rollback %s takes back what the run has done, or abort it and start again"
                        .formatted(step.runName()));
    }

    /** How long a try has taken. */
    private static final class Watch {
        private long since = System.nanoTime();

        void begin() {
            since = System.nanoTime();
        }

        Duration taken() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    private record Forth(
            ScriptWork.Script script,
            StepContext step,
            Around inner,
            Keeping keeping,
            HeldLocks locks,
            Watch watch)
            implements Around {
        @Override
        public boolean before(Connection connection) throws SQLException {
            return inner.before(connection);
        }

        @Override
        public void locked(Connection connection) throws SQLException {
            inner.locked(connection);
            if (script.row() != null) {
                ToolRows rows = ToolRows.of(script.row());
                rows.lock(connection);
                if (rows.has(connection)) {
                    throw new EngineFailure(
                            EngineFailure.Kind.PERMANENT, overtaken(script.name(), step), null);
                }
            }
            locks.look(connection);
        }

        @Override
        public void begin(Connection connection) {
            keeping.begin();
            watch.begin();
        }

        @Override
        public void next(Connection connection, int index) throws SQLException {
            for (Save save : of(index)) {
                keeping.before(connection, save);
            }
        }

        @Override
        public void ran(Connection connection, int index, long rows) throws SQLException {
            for (Save save : of(index)) {
                keeping.after(connection, save, rows);
            }
        }

        private List<Save> of(int index) {
            return script.saves().stream().filter(save -> save.statement() == index).toList();
        }

        @Override
        public @Nullable String held(Connection connection) throws SQLException {
            return locks.held(connection);
        }

        @Override
        public void after(Connection connection) throws SQLException {
            Applied.add(
                    connection,
                    script.history(),
                    script.name(),
                    script.version(),
                    script.checksum(),
                    step.run(),
                    script.row() != null);
            if (script.row() != null) {
                ToolRows.of(script.row()).add(connection, watch.taken());
            }
            inner.after(connection);
        }
    }

    /** Later migrations stand on it: one that could not be taken back keeps those before it. */
    private record Back(
            ScriptWork.Unscript script,
            StepContext step,
            Around inner,
            GivingBack giving,
            HeldLocks locks)
            implements Around {
        @Override
        public boolean before(Connection connection) throws SQLException {
            return inner.before(connection);
        }

        @Override
        public void locked(Connection connection) throws SQLException {
            Forgetting.none(connection, script, step);
            String later = Applied.after(connection, script.history(), script.name());
            if (script.row() != null) {
                ToolRows rows = ToolRows.of(script.row());
                rows.lock(connection);
                later = rows.later(connection);
            }
            if (!later.isEmpty()) {
                throw new EngineFailure(
                        EngineFailure.Kind.PERMANENT,
                        new Problem(
                                "GW-713",
                                "%s cannot be taken back now".formatted(script.name()),
                                "run " + step.runName(),
                                "%s, which stands on it, is still applied".formatted(later),
                                "mend what keeps that one, then: godwit rollback "
                                        + step.runName()),
                        null);
            }
            inner.locked(connection);
            locks.look(connection);
        }

        /** Also when the reverse has no statement. */
        @Override
        public void begin(Connection connection) throws SQLException {
            giving.begin();
            for (Save save : script.saves()) {
                giving.before(connection, save);
            }
        }

        /** The data comes before what would be in its way. */
        @Override
        public void next(Connection connection, int index) throws SQLException {
            if (index == script.statements().size()) {
                give(connection);
            }
        }

        @Override
        public void end(Connection connection) throws SQLException {
            if (script.late().isEmpty()) {
                give(connection);
            }
        }

        private void give(Connection connection) throws SQLException {
            for (Save save : script.saves().reversed()) {
                giving.after(connection, save);
            }
        }

        @Override
        public @Nullable String held(Connection connection) throws SQLException {
            return locks.held(connection);
        }

        @Override
        public void after(Connection connection) throws SQLException {
            Applied.remove(connection, script.history(), script.name());
            if (script.row() != null) {
                ToolRows.of(script.row()).remove(connection);
            }
            giving.record(connection, step);
            inner.after(connection);
        }
    }
}
