package dev.godwit.postgres.history.evidence;

import dev.godwit.plan.evidence.Heavy;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Removed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How large tables are now: rows as PostgreSQL estimates them, partitions counted in. What was kept
 * of a table is counted, and stands for a table that is gone.
 */
final class Sizes {

    private static final String SIZE =
            """
            select case when bool_and(c.reltuples < 0) then -1 else sum(greatest(c.reltuples, 0)) end::bigint,
                   sum(pg_catalog.pg_table_size(c.oid))::bigint
            from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(?)
               or c.oid in (select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?)))
            having count(*) > 0
            """;

    private final Connection connection;

    /** On a connection that finds tables as the user's statements do. */
    Sizes(Connection connection) {
        this.connection = connection;
    }

    private record Size(long rows, long bytes) {}

    /** With the sizes of now. */
    StepFacts.Heavy of(Heavy heavy) throws SQLException {
        long kept = heavy.into().isEmpty() ? -1 : kept(heavy.into());
        if (heavy.some() && kept >= 0) {
            return new StepFacts.Heavy(heavy.words(), kept, -1, true);
        }
        String name =
                heavy.schema() == null
                        ? Identifier.quote(heavy.table())
                        : Identifier.quote(heavy.schema(), heavy.table());
        List<Size> now = size(name);
        if (now.isEmpty() && kept >= 0) {
            now = size(copy(heavy.into()));
        }
        return now.isEmpty()
                ? new StepFacts.Heavy(heavy.words(), -1, -1, false)
                : new StepFacts.Heavy(
                        heavy.words(),
                        Math.max(now.getFirst().rows(), heavy.some() ? -1 : kept),
                        now.getFirst().bytes(),
                        false);
    }

    /** Rows of a table in schema godwit, counted up to a limit; -1 when there is none. */
    long kept(String table) throws SQLException {
        String name = copy(table);
        if (!Rows.exists(connection, name)) {
            return -1;
        }
        String some =
                "select count(*) from (select from %s limit %d) counted"
                        .formatted(name, Removed.MANY);
        return Rows.of(connection, some, row -> row.getLong(1)).getFirst();
    }

    private List<Size> size(String name) throws SQLException {
        return Rows.of(
                connection, SIZE, row -> new Size(row.getLong(1), row.getLong(2)), name, name);
    }

    private static String copy(String table) {
        return Identifier.quote(StateSchema.NAME, table);
    }
}
