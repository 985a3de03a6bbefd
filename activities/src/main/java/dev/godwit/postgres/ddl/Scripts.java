package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.SQLException;

/** What belongs to a migration of a project beside its statements. */
public interface Scripts {

    /** For runs of plans, which have none. */
    Scripts NONE =
            new Scripts() {
                @Override
                public Statements.Around forth(
                        Work.Script script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }

                @Override
                public Statements.Around back(
                        Work.Unscript script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }
            };

    /** Keeps what its statements take away, and records it as applied. */
    Statements.Around forth(Work.Script script, StepContext step, Statements.Around around);

    /**
     * Has the project's own tool apply it, where it does so itself.
     *
     * @param around the row of the step
     * @return whether there was such a tool
     */
    default boolean applied(
            Work.Script script,
            StepContext step,
            Statements.Around around,
            Database database,
            LockTries tries,
            Attempt attempt)
            throws SQLException {
        return false;
    }

    /** The same for its way back. */
    default boolean reversed(
            Work.Unscript script,
            StepContext step,
            Statements.Around around,
            Database database,
            LockTries tries,
            Attempt attempt)
            throws SQLException {
        return false;
    }

    /** Gives back what was kept, and takes it out of the record. */
    Statements.Around back(Work.Unscript script, StepContext step, Statements.Around around);
}
