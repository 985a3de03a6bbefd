package dev.godwit.postgres.fill.slice;

import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;

/**
 * Says in the ledger that a lane has begun, and that it has gone on after something went wrong or
 * was paused; not that one slice has followed another.
 *
 * @param word what is done, as the beginning of its events
 */
public record LaneStory(
        Database database, Scope scope, Attempt attempt, String phase, String word) {

    /** A slice has ended by itself and the next may go on without a word. */
    private static final String ENDED = "slice ended";

    /** An attempt has taken the lane over. */
    public void began(Checkpoint at, Ranges ranges) throws SQLException {
        if (ENDED.equals(at.witness())) {
            transaction(connection -> Checkpoints.witness(connection, at, null));
            return;
        }
        boolean first = at.fence() == 1;
        String note =
                first
                        ? "lane %d, %s".formatted(at.lane(), ranges.manner())
                        : "lane %d at %d %%, %d rows"
                                .formatted(at.lane(), ranges.percent(at), at.rows());
        String event = word + (first ? ".started" : ".resumed");
        LedgerLine line =
                LedgerLine.of("godwit", phase, at.step(), event, note)
                        .once("%s %d %d %d".formatted(word, at.step(), at.lane(), at.fence()));
        transaction(connection -> Ledger.add(connection, at.run(), line));
    }

    /** Its slice has ended by itself. */
    public void ended(Checkpoint at) throws SQLException {
        if (!at.finished()) {
            transaction(connection -> Checkpoints.witness(connection, at, ENDED));
        }
    }

    private void transaction(Database.Action action) throws SQLException {
        Backoff.retry(
                attempt,
                "waiting for a lock on the lane",
                () -> {
                    database.transaction(scope, action);
                    return true;
                });
    }
}
