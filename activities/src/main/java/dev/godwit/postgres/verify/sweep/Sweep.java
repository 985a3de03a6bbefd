package dev.godwit.postgres.verify.sweep;

import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done with rows that a comparison has found wrong, in the transaction of its batch. */
public interface Sweep {

    /**
     * Puts them right. What somebody has changed since it was found is not at its place any more,
     * and is left to the trigger that is there by now.
     *
     * @param places of wrong rows, as SQL of type {@code tid[]}
     */
    Written write(Connection connection, String places, Attempt attempt) throws SQLException;

    /** Says which row it is that cannot be written. */
    RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt);

    /**
     * What was done.
     *
     * @param rows that were written
     * @param wrong of those, as they were written
     */
    record Written(long rows, long wrong) {}
}
