package dev.godwit.postgres.fill;

import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.rows.BodyRunner;
import dev.godwit.postgres.rows.DeleteRunner;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.shadow.CopyRunner;
import dev.godwit.postgres.state.Steps;
import java.sql.SQLException;
import java.time.Duration;

/** Whatever writes rows in slices. Thread-safe. */
public final class SliceRunner {

    private final Database database;

    /** For one target. */
    public SliceRunner(Database database) {
        this.database = database;
    }

    /**
     * Goes on with a lane until the budget or the lane ends, or people want it to stop.
     *
     * @throws SQLException when the database is out of reach for longer than a few tries
     * @see FillRunner#slice
     * @see KeepRunner#slice
     */
    public LaneReport slice(long run, int step, int lane, Duration budget, Attempt attempt)
            throws SQLException {
        Work work =
                database.inTransaction(
                        Scope.state(Scope.name(run, step)),
                        connection -> Steps.get(connection, run, step).step().work());
        return switch (work) {
            case Work.KeepColumn keep -> new KeepRunner(database).slice(run, step, budget, attempt);
            case RowWork.DeleteRows delete ->
                    new DeleteRunner(database).slice(run, step, lane, budget, attempt);
            case RowWork.RunBody body ->
                    new BodyRunner(database).slice(run, step, lane, budget, attempt);
            case ShadowWork.CopyRows copy ->
                    new CopyRunner(database).slice(run, step, lane, budget, attempt);
            default -> new FillRunner(database).slice(run, step, lane, budget, attempt);
        };
    }
}
