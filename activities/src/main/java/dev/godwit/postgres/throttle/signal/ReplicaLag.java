package dev.godwit.postgres.throttle.signal;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far the standby that is furthest behind has to replay, as the primary sees it. */
public final class ReplicaLag implements Signal {

    private static final String SQL =
            """
            select coalesce(max(extract(epoch from replay_lag)), 0) from pg_catalog.pg_stat_replication
             where state = 'streaming'
            """;

    private final Limit limit;
    private final String words;

    /** Exceeded by a longer one. */
    public ReplicaLag(Duration most) {
        limit = new Limit(most.toNanos() / 1e9);
        words = "replica lag above " + Words.time(most);
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        double seconds = Rows.of(connection, SQL, row -> row.getDouble(1)).getFirst();
        return limit.exceededBy(seconds) ? Reading.hold(words) : null;
    }
}
