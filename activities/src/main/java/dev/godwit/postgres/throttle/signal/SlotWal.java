package dev.godwit.postgres.throttle.signal;

import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How much WAL the replication slot that lags most keeps: it fills the disk, or is invalidated when
 * it exceeds max_slot_wal_keep_size.
 */
public final class SlotWal implements Signal {

    private static final String SQL =
            """
            select coalesce(max(pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)), 0)
              from pg_catalog.pg_replication_slots where restart_lsn is not null
            """;

    private final Limit limit;
    private final String words;

    /** Exceeded by more. */
    public SlotWal(Size most) {
        limit = new Limit(most.bytes());
        words = "a replication slot keeps more than " + most + " of WAL";
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        double bytes = Rows.of(connection, SQL, row -> row.getDouble(1)).getFirst();
        return limit.exceededBy(bytes) ? Reading.hold(words) : null;
    }
}
