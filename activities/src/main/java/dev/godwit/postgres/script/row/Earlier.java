package dev.godwit.postgres.script.row;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a migration that a run has changed, and that was not taken back.
 *
 * @param now what it has said since; null when it was ended
 * @param run name of the run
 * @param id of the run
 */
public record Earlier(String name, @Nullable String now, String run, long id) {

    private static final String ALL =
            """
            select s.body -> 'work' ->> 'name', s.body -> 'work' ->> 'now', r.name, r.id
              from godwit.step s join godwit.run r on r.id = s.run
             where r.history = ? and s.state = 'done' and s.body -> 'work' ->> 'kind' = 'repair' order by r.id
            """;

    /** All of a record; none in a target that has never seen Godwit. */
    public static List<Earlier> all(Connection connection, String history) throws SQLException {
        if (!Rows.exists(connection, "godwit.migration")) {
            return List.of();
        }
        return Rows.of(
                connection,
                ALL,
                row ->
                        new Earlier(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)),
                history);
    }

    /** Whether it has ended the record of a migration. */
    public boolean forgot(String migration) {
        return now == null && name.equals(migration);
    }
}
