package dev.godwit.postgres.snapshot;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How rows are read so that they look the same every time, whatever is set for the role. */
public final class Reading {

    private static final String SETTINGS =
            """
            select set_config('datestyle', 'ISO, MDY', true), set_config('intervalstyle', 'postgres', true),
                   set_config('timezone', 'UTC', true), set_config('extra_float_digits', '1', true),
                   set_config('bytea_output', 'hex', true), set_config('lc_monetary', 'C', true)
            """;

    private Reading() {}

    /** For reading a part of a large table. */
    public static Scope scope(String name) {
        return Scope.state(name).with(Duration.ofSeconds(5), Duration.ZERO);
    }

    /** For the rest of the transaction. */
    public static void settle(Connection connection) throws SQLException {
        Rows.of(connection, SETTINGS, row -> row.getString(1));
    }
}
