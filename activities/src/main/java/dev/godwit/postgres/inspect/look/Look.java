package dev.godwit.postgres.inspect.look;

import dev.godwit.workflow.operator.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Something to look at. Changes nothing and says neither secrets nor addresses nor row values. What
 * the role may not see is UNKNOWN, never well.
 */
public interface Look {

    /** What is looked at, in two or three words. */
    String name();

    /**
     * Looks.
     *
     * @param connection in a read-only transaction of its own, with time-outs and {@code
     *     search_path = pg_catalog}
     * @return at least one check; what it throws becomes UNKNOWN
     */
    List<Check> at(Connection connection, Subject subject) throws SQLException;
}
