package dev.godwit.postgres.throttle.signal;

import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints that were asked for since the last look, mostly because max_wal_size was reached: the
 * pages that follow are written whole, and the disk is busy.
 */
public final class ForcedCheckpoints implements Signal {

    private static final Duration AFTERWARDS = Duration.ofSeconds(10);
    private static final int SEPARATE_VIEW = 170_000;

    private final LongSupplier nanos;
    private String sql = "";
    private long seen = -1;
    private long until = Long.MIN_VALUE;

    /** With a clock like {@code System::nanoTime}. */
    public ForcedCheckpoints(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        if (sql.isEmpty()) {
            sql =
                    CatalogReader.version(connection) >= SEPARATE_VIEW
                            ? "select num_requested from pg_catalog.pg_stat_checkpointer"
                            : "select checkpoints_req from pg_catalog.pg_stat_bgwriter";
        }
        long requested = Rows.of(connection, sql, row -> row.getLong(1)).getFirst();
        if (seen >= 0 && requested > seen) {
            until = nanos.getAsLong() + AFTERWARDS.toNanos();
        }
        seen = requested;
        return until != Long.MIN_VALUE && nanos.getAsLong() - until < 0
                ? new Reading(Reading.Force.EASE, "a requested checkpoint")
                : null;
    }
}
