package dev.godwit.postgres.script.repair;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.postgres.ddl.Statements.Around;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes the record say what somebody has found, unless it has changed since that person looked. */
public final class Repairing implements Around {

    private static final String CHANGED = "GW-790";

    private final ScriptWork.Repair repair;
    private final OnRecord record;
    private final StepContext step;
    private final Around inner;

    /**
     * @param inner the row of the step
     */
    public Repairing(ScriptWork.Repair repair, StepContext step, Around inner) {
        this.repair = repair;
        this.record = new OnRecord(repair);
        this.step = step;
        this.inner = inner;
    }

    @Override
    public boolean before(Connection connection) throws SQLException {
        return inner.before(connection);
    }

    @Override
    public void locked(Connection connection) throws SQLException {
        inner.locked(connection);
        record.lock(connection);
        String is = record.text(connection).orElse("");
        if (!is.equals(repair.was())) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            CHANGED,
                            "the record of %s was changed meanwhile".formatted(repair.name()),
                            "run " + step.runName(),
                            is.isEmpty()
                                    ? "it is not recorded as applied any more"
                                    : "it was %.12s when the run began, and is %.12s now"
                                            .formatted(repair.was(), is),
                            "look who has done it, then start again"),
                    null);
        }
    }

    @Override
    public void after(Connection connection) throws SQLException {
        record.change(connection);
        inner.after(connection);
    }
}
