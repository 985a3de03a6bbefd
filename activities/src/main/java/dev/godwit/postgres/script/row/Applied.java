package dev.godwit.postgres.script.row;

import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of godwit.migration: a migration that is applied. All methods work in the caller's
 * transaction.
 *
 * @param checksum of what was applied
 * @param by who applied it: a run, or the project's own tool
 * @param at when, as people read it
 * @param failed whether it did not come to its end under the project's own tool
 * @param row of the project's own tool; null when there is none
 */
public record Applied(
        String name, String checksum, String by, String at, boolean failed, @Nullable ToolRow row) {

    private static final String ALL =
            """
            select m.name, m.checksum, r.name, to_char(m.applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
            from godwit.migration m join godwit.run r on r.id = m.run where m.history = ? order by m.applied_at, m.name
            """;

    /**
     * All of a record of Godwit's own, in the order of their application; none in a target that has
     * never seen Godwit.
     */
    public static List<Applied> all(Connection connection, String history) throws SQLException {
        if (!Rows.exists(connection, "godwit.migration")) {
            return List.of();
        }
        return Rows.of(
                connection,
                ALL,
                row ->
                        new Applied(
                                row.getString(1),
                                row.getString(2),
                                "run " + row.getString(3),
                                row.getString(4),
                                false,
                                null),
                history);
    }

    /** The newest one that was applied after another; empty when there is none. */
    public static String after(Connection connection, String history, String name)
            throws SQLException {
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

    /**
     * Records one. @param again whether it may be there: the record of the project's tool, which
     * others write too, is what counts then
     */
    public static void add(
            Connection connection,
            String history,
            String name,
            String version,
            String checksum,
            long run,
            boolean again)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into godwit.migration (history, name, version, checksum, run) values (?, ?, ?, ?, ?)
                        on conflict (history, name) do update
                          set version = excluded.version, checksum = excluded.checksum, run = excluded.run, applied_at = excluded.applied_at
                        where ?
                        """)) {
            insert.setString(1, history);
            insert.setString(2, name);
            insert.setString(3, version);
            insert.setString(4, checksum);
            insert.setLong(5, run);
            insert.setBoolean(6, again);
            if (insert.executeUpdate() == 0) {
                throw new SQLException("migration %s is recorded already".formatted(name), "23505");
            }
        }
    }

    /** It is not applied any more. */
    public static void remove(Connection connection, String history, String name)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from godwit.migration where history = ? and name = ?")) {
            delete.setString(1, history);
            delete.setString(2, name);
            delete.executeUpdate();
        }
    }
}
