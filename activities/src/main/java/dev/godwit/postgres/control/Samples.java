package dev.godwit.postgres.control;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** How a lane stood at moments a few seconds apart: for reports, never for deciding anything. */
final class Samples {

    private static final String ADD =
            """
            insert into godwit.sample (run, step, lane, rows, batch_ms, held)
            select run, step, lane, rows, ?, ? from godwit.checkpoint
             where run = ? and step = ? and lane = ?
            """;

    private static final String LAST =
            """
            select held from godwit.sample where run = ? and step = ? and lane = ?
               and at > clock_timestamp() - interval '1 minute' order by at desc limit 1
            """;

    private Samples() {}

    /** What held the lane a moment ago; empty for nothing, or when that is long ago. */
    static String last(Connection connection, Lane lane) throws SQLException {
        return Rows.of(
                        connection,
                        LAST,
                        row -> row.getString(1),
                        lane.run(),
                        lane.step(),
                        lane.lane())
                .stream()
                .findFirst()
                .orElse("");
    }

    /**
     * Adds how the lane stands now, by its cursor.
     *
     * @param batchMillis how long the newest batch took; null before the first
     * @param held what keeps it from going faster; empty for nothing
     */
    static void add(Connection connection, Lane lane, @Nullable Double batchMillis, String held)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, batchMillis, Types.DOUBLE);
            insert.setString(2, held);
            insert.setLong(3, lane.run());
            insert.setInt(4, lane.step());
            insert.setInt(5, lane.lane());
            insert.executeUpdate();
        }
    }
}
