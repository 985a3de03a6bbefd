package dev.godwit.postgres.fill;

import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;

/**
 * Says in the ledger that a lane has begun, and that it has gone on after something went wrong or
 * was paused; not that one slice has followed another.
 */
record LaneStory(Database database, Scope scope) {

    /** A slice has ended by itself and the next may go on without a word. */
    private static final String ENDED = "slice ended";

    /** An attempt has taken the lane over. */
    void began(Checkpoint at, int percent) throws SQLException {
        boolean first = at.fence() == 1;
        database.transaction(
                scope,
                connection -> {
                    if (ENDED.equals(at.witness())) {
                        Checkpoints.witness(connection, at, null);
                        return;
                    }
                    String event = first ? "fill.started" : "fill.resumed";
                    String note =
                            first
                                    ? "lane " + at.lane()
                                    : "lane %d at %d %%, %d rows"
                                            .formatted(at.lane(), percent, at.rows());
                    Ledger.add(
                            connection,
                            at.run(),
                            LedgerLine.of("godwit", "BACKFILL", at.step(), event, note));
                });
    }

    /** Its slice has ended by itself. */
    void ended(Checkpoint at) throws SQLException {
        if (!at.finished()) {
            database.transaction(scope, connection -> Checkpoints.witness(connection, at, ENDED));
        }
    }
}
