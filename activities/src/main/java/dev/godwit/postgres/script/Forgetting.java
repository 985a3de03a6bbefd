package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.script.row.Earlier;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** A later run has ended the record of a migration: it could put that record back afterwards. */
final class Forgetting {

    private Forgetting() {}

    /**
     * Returns when there is no such run.
     *
     * @throws EngineFailure otherwise: that one is taken back first
     */
    static void none(Connection connection, ScriptWork.Unscript script, StepContext step)
            throws SQLException {
        for (Earlier one : Earlier.all(connection, script.history())) {
            if (one.id() > step.run() && one.forgot(script.name())) {
                throw new EngineFailure(
                        EngineFailure.Kind.PERMANENT,
                        new Problem(
                                "GW-713",
                                "%s cannot be taken back now".formatted(script.name()),
                                "run " + step.runName(),
                                "run %s has ended the record of it since".formatted(one.run()),
                                "godwit rollback %s, then: godwit rollback %s"
                                        .formatted(one.run(), step.runName())),
                        null);
            }
        }
    }
}
