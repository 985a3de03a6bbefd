package dev.godwit.postgres.fill.slice;

import dev.godwit.plan.step.Step;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs from one kind of work to another that is done in slices. */
public interface Sliced {

    /** For the ledger: which phase the step belongs to. */
    String phase();

    /** Divides the rows as they are now, and makes what is written to beside them. */
    List<Ranges.Start> divide(Connection connection, Step step) throws SQLException;

    /**
     * Goes on with a lane until it, the budget or the patience of people ends.
     *
     * @param lane not taken over yet
     */
    LaneReport work(StepLanes.Open open, Checkpoint lane, Turn turn) throws SQLException;

    /** How a lane stands when nothing more is to be done now. */
    LaneReport standing(Step step, Checkpoint lane, Attempt attempt) throws SQLException;

    /** For a failure outside a batch: itself where a repetition may cure it, else thrown. */
    SQLException failed(SQLException cause);
}
