package dev.godwit.postgres.throttle.signal;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something that tells whether work on rows has to give way. Asked twice a second, by one thread.
 */
@FunctionalInterface
public interface Signal {

    /**
     * What has to be done just now; null for nothing.
     *
     * @param connection in autocommit mode
     * @throws SQLException when it cannot be read
     */
    @Nullable Reading read(Connection connection) throws SQLException;
}
