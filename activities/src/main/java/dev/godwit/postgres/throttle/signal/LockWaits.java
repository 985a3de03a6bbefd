package dev.godwit.postgres.throttle.signal;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many sessions of the application wait for a lock in this database. */
public final class LockWaits implements Signal {

    private static final String SQL =
            """
            select count(*) from pg_catalog.pg_stat_activity
             where wait_event_type = 'Lock' and datname = pg_catalog.current_database()
               and backend_type = 'client backend' and application_name not like 'godwit%'
            """;

    private final Limit limit;
    private final String words;

    /** Exceeded by more. */
    public LockWaits(int most) {
        limit = new Limit(most);
        words = "sessions that wait for a lock above " + most;
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        long sessions = Rows.of(connection, SQL, row -> row.getLong(1)).getFirst();
        return limit.exceededBy(sessions) ? Reading.hold(words) : null;
    }
}
