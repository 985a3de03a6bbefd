package dev.godwit.postgres.fill.lane;

import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are divided into lanes, and those into batches. Positions are text that
 * only the implementation understands. A range decides which rows a batch looks at.
 */
public interface Ranges {

    /** The rows between two positions. */
    record Range(String from, String to) {}

    /** A share of the rows; empty when both positions are the same. */
    record Start(String position, String upto, @Nullable Long filenode) {
        /** Whether there is nothing to do. */
        public boolean empty() {
            return position.equals(upto);
        }
    }

    /** Divides the rows that exist now. Rows that come later are the sync trigger's business. */
    List<Start> starts(Connection connection, int lanes) throws SQLException;

    /** Where the lane must start over because its positions mean nothing any more, if so. */
    Optional<Start> moved(Connection connection, Checkpoint at) throws SQLException;

    /** A further condition on the checkpoint row, beginning with {@code and}, or empty. */
    String guard();

    /** Where a batch of a size ends: further than the position, and never past the lane's end. */
    String next(Connection connection, Checkpoint at, int size, Attempt attempt)
            throws SQLException;

    /** The same, where it takes no look at the rows. */
    default Optional<String> next(Checkpoint at, int size) {
        return Optional.empty();
    }

    /** As SQL: true for the rows of the range. */
    String condition(Range range);

    /**
     * As SQL: true for the rows of the range of which something else is true as well.
     *
     * @param also a condition in parentheses
     */
    default String condition(Range range, String also) {
        return condition(range) + " and " + also;
    }

    /** A position that divides the range, or empty when it holds a single row. */
    Optional<String> middle(Connection connection, Range range) throws SQLException;

    /** How rows are divided, and why so, for people. */
    String manner();

    /** Names the range for people, without a row value. */
    String describe(Range range);

    /** How far the lane has come, 0 to 100; 100 only at its end. */
    int percent(Checkpoint at);
}
