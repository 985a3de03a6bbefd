package dev.godwit.postgres.fill.range;

import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table's heap at one moment.
 *
 * @param filenode changes when the table is rewritten: block numbers mean nothing any more then
 * @param blocks its size
 */
public record Heap(long filenode, long blocks) {

    /**
     * Reads it under a lock, held until the transaction ends, that keeps a rewrite from coming
     * between.
     */
    public static Heap read(Connection connection, QualifiedName table) throws SQLException {
        String relation = BlockRanges.regclass(table);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table only " + table.sql() + " in access share mode");
            try (ResultSet row =
                    statement.executeQuery(
                            "select pg_relation_filenode(%1$s)::bigint, pg_relation_size(%1$s) / current_setting('block_size')::bigint"
                                    .formatted(relation))) {
                row.next();
                return new Heap(row.getLong(1), row.getLong(2));
            }
        }
    }
}
