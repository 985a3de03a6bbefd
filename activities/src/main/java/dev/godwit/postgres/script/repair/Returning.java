package dev.godwit.postgres.script.repair;

import dev.godwit.plan.step.ScriptWork;
import dev.godwit.postgres.ddl.Statements.Around;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Puts the record back as it was before a repair; what somebody has written since stays. */
public final class Returning implements Around {

    private final ScriptWork.Repair repair;
    private final OnRecord record;
    private final StepContext step;
    private final Around inner;

    /**
     * @param inner the row of the step
     */
    public Returning(ScriptWork.Unrepair back, StepContext step, Around inner) {
        this.repair = back.repair();
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
        record.lock(connection);
        inner.locked(connection);
    }

    @Override
    public void after(Connection connection) throws SQLException {
        if (record.text(connection).equals(Optional.ofNullable(repair.now()))) {
            record.restore(connection);
        } else {
            Ledger.add(
                    connection,
                    step.run(),
                    LedgerLine.of(
                            "godwit",
                            step.phase(),
                            step.number(),
                            "record.left",
                            "the record of %s was changed since and stays"
                                    .formatted(repair.name())));
        }
        record.drop(connection);
        inner.after(connection);
    }
}
