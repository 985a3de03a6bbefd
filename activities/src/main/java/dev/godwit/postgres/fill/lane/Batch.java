package dev.godwit.postgres.fill.lane;

import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to the rows of a range. */
public interface Batch {

    /**
     * Works on the range and moves the cursor in the caller's transaction, with one statement, only
     * if the cursor is exactly as given.
     *
     * @return the cursor afterwards; empty when it was not as given and nothing was done
     */
    Optional<Checkpoint> run(Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException;

    /**
     * The same as one statement that returns how many rows of the lane are done by then, or no row
     * when the cursor was not as given; empty where more is to be done in the transaction.
     */
    default Optional<String> alone(Checkpoint at, Range range) {
        return Optional.empty();
    }

    /** The lane starts over: its cursor's new row, in the caller's transaction. */
    Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException;

    /**
     * What to throw for a failure that no repetition cures.
     *
     * @param range that failed; null when it was not known yet
     */
    RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt);
}
