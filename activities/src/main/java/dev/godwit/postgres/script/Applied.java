package dev.godwit.postgres.script;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A row of godwit.migration: a migration that is applied. All methods work in the caller's
 * transaction.
 *
 * @param run name of the run that applied it
 * @param at when, as people read it
 */
public record Applied(String name, String version, String checksum, String run, String at) {

    private static final String ALL =
            """
            select m.name, m.version, m.checksum, r.name, to_char(m.applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
            from godwit.migration m join godwit.run r on r.id = m.run where m.history = ? order by m.applied_at, m.name
            """;

    /** All of a record, in the order of their application. */
    public static List<Applied> all(Connection connection, String history) throws SQLException {
        return Rows.of(
                connection,
                ALL,
                row ->
                        new Applied(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)),
                history);
    }

    /** The newest one that was applied after another; empty when there is none. */
    static String after(Connection connection, String history, String name) throws SQLException {
        return Rows.of(
                        connection,
                        """
                        select l.name from godwit.migration m join godwit.migration l on l.history = m.history and l.applied_at > m.applied_at
                        where m.history = ? and m.name = ? order by l.applied_at desc limit 1
                        """,
                        row -> row.getString(1),
                        history,
                        name)
                .stream()
                .findFirst()
                .orElse("");
    }

    static void add(
            Connection connection,
            String history,
            String name,
            String version,
            String checksum,
            long run)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into godwit.migration (history, name, version, checksum, run) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, history);
            insert.setString(2, name);
            insert.setString(3, version);
            insert.setString(4, checksum);
            insert.setLong(5, run);
            insert.executeUpdate();
        }
    }

    static void remove(Connection connection, String history, String name) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from godwit.migration where history = ? and name = ?")) {
            delete.setString(1, history);
            delete.setString(2, name);
            delete.executeUpdate();
        }
    }
}
