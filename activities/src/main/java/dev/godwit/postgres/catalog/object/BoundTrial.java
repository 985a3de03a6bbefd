package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.partition.Partitioning.Part;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * What PostgreSQL makes of a bound: tried on an empty table of Godwit's own that is partitioned in
 * the same way, and taken back. Nothing is locked that others use.
 */
final class BoundTrial {

    private static final String TABLE_NAME = "_godwit_trial_parts";
    private static final String NEW_NAME = "_godwit_trial_part";
    private static final String TABLE = "godwit." + TABLE_NAME;
    private static final String NEW = "godwit." + NEW_NAME;

    /** Each one takes locks: with more of them the server may have no room left. */
    private static final int MOST = 500;

    private BoundTrial() {}

    /**
     * What came of it.
     *
     * @param bound as an expression; empty when it was refused
     * @param refused why; empty when it was not
     */
    record Result(String bound, String refused) {}

    /**
     * Tries it.
     *
     * @param values {@code for values ...} or {@code default}
     * @param parts that are there already
     * @param outer bound of the partitioned table itself; empty for none
     */
    static Result of(
            Connection connection,
            QualifiedName parent,
            String values,
            List<Part> parts,
            String outer)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Rows.of(
                    connection,
                    "select set_config('search_path', ?, true)",
                    row -> row.getString(1),
                    Scope.expressionPath(Identifier.quote(parent.schema())));
            String bound = bound(connection, parent, values, parts);
            connection.rollback(before);
            return new Result(outer.isEmpty() ? bound : bound + " and " + outer, "");
        } catch (SQLException failure) {
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            connection.rollback(before);
            return new Result("", named(SqlFailure.words(failure), parts));
        }
    }

    /** The trial's own names are nobody's. */
    private static String named(String words, List<Part> parts) {
        String named = words.replace(NEW_NAME + '"', "the new partition\"");
        for (int place = parts.size(); place > 0; place--) {
            named =
                    named.replace(
                            TABLE_NAME + "_" + place + '"', parts.get(place - 1).name() + "\"");
        }
        return named.replace("\"the new partition\"", "of the plan");
    }

    private static String bound(
            Connection connection, QualifiedName parent, String values, List<Part> parts)
            throws SQLException {
        String key =
                Rows.of(
                                connection,
                                "select coalesce(pg_catalog.pg_get_partkeydef(pg_catalog.to_regclass(?)), '')",
                                row -> row.getString(1),
                                parent.sql())
                        .getFirst();
        if (key.isEmpty()) {
            return "true"; // not partitioned, which is a problem of its own
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(
                    "create table %s (like %s) partition by %s"
                            .formatted(TABLE, parent.sql(), key));
            int place = 0;
            for (Part part : parts.size() > MOST ? List.<Part>of() : parts) {
                statement.execute(
                        "create table %s_%d partition of %s %s"
                                .formatted(TABLE, ++place, TABLE, part.values()));
            }
            statement.execute("create table %s partition of %s %s".formatted(NEW, TABLE, values));
        }
        // A hash bound names its table by oid.
        return Rows.of(
                        connection,
                        """
                        select coalesce(replace(pg_catalog.pg_get_partition_constraintdef(pg_catalog.to_regclass(?)),
                          quote_literal(pg_catalog.to_regclass(?)::oid::text) || '::oid', quote_literal(pg_catalog.to_regclass(?)::oid::text) || '::oid'), 'true')
                        """,
                        row -> row.getString(1),
                        NEW,
                        TABLE,
                        parent.sql())
                .getFirst();
    }
}
