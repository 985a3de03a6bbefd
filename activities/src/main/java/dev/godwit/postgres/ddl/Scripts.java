package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What belongs to a migration of a project beside its statements. */
public interface Scripts {

    /** For runs of plans, which have none. */
    Scripts NONE =
            new Scripts() {
                @Override
                public Statements.Around forth(
                        ScriptWork.Script script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }

                @Override
                public Statements.Around back(
                        ScriptWork.Unscript script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }

                @Override
                public Statements.Around repair(
                        ScriptWork.Repair repair, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no record of scripts");
                }

                @Override
                public Statements.Around unrepair(
                        ScriptWork.Unrepair back, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no record of scripts");
                }
            };

    /** Keeps what its statements take away, and records it as applied. */
    Statements.Around forth(ScriptWork.Script script, StepContext step, Statements.Around around);

    /** The project's own tool, for one attempt at a step. */
    interface Tool {
        /** Has it apply the migration. */
        void forth(ScriptWork.Script script) throws SQLException;

        /** Has it take the migration back. */
        void back(ScriptWork.Unscript script) throws SQLException;
    }

    /**
     * The tool that applies a migration itself; null where its statements are run instead.
     *
     * @param row by which the tool knows the migration
     * @param around the row of the step
     */
    default @Nullable Tool tool(
            @Nullable ToolRow row,
            StepContext step,
            Statements.Around around,
            Database database,
            LockTries tries,
            Attempt attempt) {
        return null;
    }

    /** Gives back what was kept, and takes it out of the record. */
    Statements.Around back(ScriptWork.Unscript script, StepContext step, Statements.Around around);

    /** Changes what the record says of one, without any statement. */
    Statements.Around repair(ScriptWork.Repair repair, StepContext step, Statements.Around around);

    /** Puts the record back. */
    Statements.Around unrepair(
            ScriptWork.Unrepair back, StepContext step, Statements.Around around);
}
