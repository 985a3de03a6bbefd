package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.step.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a target must allow. Looks only; what it changes it does in a transaction that is
 * rolled back. All problems are found, not the first.
 */
@FunctionalInterface
public interface Rule {

    /** Finds what forbids the run; empty when nothing does. */
    List<Problem> check(Connection connection, Subject subject) throws SQLException;

    /**
     * What the rules look at.
     *
     * @param source where the plan came from, for messages
     * @param steps as compiled; may be empty when the plan was rejected
     */
    record Subject(String source, LiveSchema schema, List<Step> steps) {

        /** Parameter of a query over the plan's tables: their oids. */
        Long[] oids() {
            return schema.tables().stream().map(Table::oid).toArray(Long[]::new);
        }

        /** The same, with partitions that get or lose an index with their table. */
        Long[] oidsWithPartitions() {
            return Stream.concat(
                            schema.tables().stream().map(Table::oid),
                            schema.objects().trees().stream()
                                    .flatMap(tree -> tree.branches().stream())
                                    .map(PartitionTree.Branch::oid))
                    .distinct()
                    .toArray(Long[]::new);
        }
    }

    /**
     * Runs a query whose only parameter is the array of the tables' oids; returns its first
     * columns.
     */
    static List<String> names(Connection connection, Subject subject, String sql)
            throws SQLException {
        return names(connection, subject.oids(), sql);
    }

    /** The same of tables of those oids. */
    static List<String> names(Connection connection, Long[] oids, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("bigint", oids));
            return first(select);
        }
    }

    /** The first column of all rows. */
    static List<String> first(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
