package dev.godwit.postgres.fill.slice;

import dev.godwit.postgres.control.Steering;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.LaneLoop;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.StepLanes;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What one slice may do.
 *
 * @param lanes of its step
 * @param budget how long it may take
 * @param steering people's word, and the host's
 */
public record Turn(StepLanes lanes, Duration budget, Steering steering) {

    /** Takes the lane over and drives it. */
    public Checkpoint drive(Checkpoint lane, LaneLoop loop) throws SQLException {
        return lane.finished() ? lane : loop.run(lanes.takeOver(lane.lane()), budget, steering);
    }

    /** The same, said in the ledger. */
    public Checkpoint drive(Checkpoint lane, LaneLoop loop, LaneStory story, Ranges ranges)
            throws SQLException {
        Checkpoint begin = lanes.takeOver(lane.lane());
        story.began(begin, ranges);
        Checkpoint at = loop.run(begin, budget, steering);
        story.ended(at);
        return at;
    }
}
