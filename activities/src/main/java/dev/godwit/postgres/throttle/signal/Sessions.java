package dev.godwit.postgres.throttle.signal;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many sessions of clients are in a state, Godwit's own aside. */
public final class Sessions implements Signal {

    private static final String SQL =
            """
            select count(*) from pg_catalog.pg_stat_activity
             where backend_type = 'client backend' and application_name not like 'godwit%' and\
            """;

    private static final String ACTIVE = " state = 'active'";

    private static final String WAITING =
            " wait_event_type = 'Lock' and datname = pg_catalog.current_database()";

    private final String sql;
    private final Limit limit;
    private final String words;

    private Sessions(String which, int most, String words) {
        this.sql = SQL + which;
        this.limit = new Limit(most);
        this.words = words + " above " + most;
    }

    /** Those at work in the whole server. */
    public static Sessions active(int most) {
        return new Sessions(ACTIVE, most, "active sessions");
    }

    /** Those that wait for a lock in this database. */
    public static Sessions waiting(int most) {
        return new Sessions(WAITING, most, "sessions that wait for a lock");
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        long sessions = Rows.of(connection, sql, row -> row.getLong(1)).getFirst();
        return limit.exceededBy(sessions) ? Reading.hold(words) : null;
    }
}
