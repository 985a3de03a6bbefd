package dev.godwit.postgres.verify;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The wrong rows that verify found. Their keys stay in the target. */
final class Mismatches {

    private static final int MOST_KEYS = 1_000;

    private Mismatches() {}

    /** Keeps a range that holds wrong rows, and their keys while there are not too many. */
    static void keep(
            Connection connection,
            Checkpoint at,
            Prove prove,
            Range range,
            String condition,
            long wrong)
            throws SQLException {
        String key =
                prove.key().isEmpty()
                        ? "ctid::text"
                        : prove.key().stream()
                                .map(column -> Identifier.quote(column.name()) + "::text")
                                .collect(joining(", ", "jsonb_build_array(", ")::text"));
        String sql =
                """
                insert into godwit.mismatch (run, step, lane, from_position, to_position, rows, keys)
                values (%1$d, %2$d, %3$d, %4$s, %5$s, %6$d, array(
                  select %7$s from %8$s where %9$s and (%10$s
                    ) is true limit %11$d - (select coalesce(sum(cardinality(m.keys)), 0)
                                            from godwit.mismatch m where m.run = %1$d and m.step = %2$d)))
                on conflict (run, step, lane, from_position) do update
                  set to_position = excluded.to_position, rows = excluded.rows, keys = excluded.keys
                """
                        .formatted(
                                at.run(),
                                at.step(),
                                at.lane(),
                                Identifier.literal(range.from()),
                                Identifier.literal(range.to()),
                                wrong,
                                key,
                                prove.table().sql(),
                                condition,
                                prove.mismatch(),
                                MOST_KEYS);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Forgets what a step found. */
    static void forget(Connection connection, long run, int step) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from godwit.mismatch where run = ? and step = ?")) {
            delete.setLong(1, run);
            delete.setInt(2, step);
            delete.executeUpdate();
        }
    }
}
