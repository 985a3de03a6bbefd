package dev.godwit.postgres.throttle.signal;

import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much WAL the server writes in a second, whoever makes it. */
public final class WalRate implements Signal {

    private static final String SQL =
            "select pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')";

    private final double limit;
    private final String words;
    private final LongSupplier nanos;
    private double bytes = -1;
    private long at;

    /** Exceeded by more. @param nanos a clock like {@code System::nanoTime} */
    public WalRate(Size perSecond, LongSupplier nanos) {
        this.limit = perSecond.bytes();
        this.words = "WAL above " + perSecond + "/s";
        this.nanos = nanos;
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        double before = bytes;
        long then = at;
        bytes = Rows.of(connection, SQL, row -> row.getDouble(1)).getFirst();
        at = nanos.getAsLong();
        boolean first = before < 0 || at <= then;
        return first || (bytes - before) * 1e9 / (at - then) <= limit
                ? null
                : new Reading(Reading.Force.SLOW, words);
    }
}
