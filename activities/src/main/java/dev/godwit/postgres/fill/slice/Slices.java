package dev.godwit.postgres.fill.slice;

import dev.godwit.postgres.control.Halt;
import dev.godwit.postgres.control.Lane;
import dev.godwit.postgres.control.Steering;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.StepLanes;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The frame of a slice: steered by people, opened once, closed when its step has ended. Whatever
 * ends it, the next slice goes on where the last batch was committed.
 */
public record Slices(Database database, Lane lane) {

    /**
     * Works on the lane.
     *
     * @throws dev.godwit.postgres.fill.lane.StaleAttemptException when a newer attempt has begun;
     *     nothing of this one's last batch is committed
     * @throws dev.godwit.postgres.session.EngineFailure when it cannot go on by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public LaneReport slice(Sliced what, Duration budget, Attempt attempt) throws SQLException {
        try (Steering steering = Steering.begin(database, lane, attempt)) {
            LaneReport report;
            try {
                steering.check();
                report = work(what, budget, steering);
            } catch (Halt halt) {
                report = standing(what, attempt).until(halt.until());
            }
            if (report.finished()) {
                // Not steered: what has ended is closed also when the run is paused.
                lanes(attempt).close(what.phase());
            }
            steering.end();
            return report;
        }
    }

    private LaneReport work(Sliced what, Duration budget, Steering steering) throws SQLException {
        StepLanes lanes = lanes(steering);
        try {
            StepLanes.Open open = lanes.open(what::divide);
            if (lane.lane() >= open.lanes().size()) {
                throw new IllegalArgumentException(
                        "step %d has no lane %d".formatted(lane.step(), lane.lane()));
            }
            return what.work(
                    open, open.lanes().get(lane.lane()), new Turn(lanes, budget, steering));
        } catch (SQLException cause) {
            steering.check(); // a cancelled statement of an ended attempt is no failure
            throw what.failed(cause);
        }
    }

    private LaneReport standing(Sliced what, Attempt attempt) throws SQLException {
        StepLanes.Stand stand = lanes(attempt).stand();
        List<Checkpoint> all = stand.lanes();
        return lane.lane() >= all.size()
                ? new LaneReport(false, 0, 0, 0)
                : what.standing(stand.step(), all.get(lane.lane()), attempt);
    }

    private StepLanes lanes(Attempt attempt) {
        return new StepLanes(database, lane.run(), lane.step(), attempt);
    }
}
