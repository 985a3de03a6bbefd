package dev.godwit.postgres.index.tree;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A partitioned table with its partitions of all levels as they are now, and which of them have
 * their part of an index.
 *
 * @param branches the table first, each partition behind what it belongs to
 * @param parts the index of the table first, if it is there, then what is attached to it
 */
record LiveTree(List<Branch> branches, List<Part> parts) {

    // A partition that is being detached does not count for whether the index is valid.
    private static final String BRANCHES =
            """
            with recursive tree as (
              select pg_catalog.to_regclass(?)::oid as oid, null::oid as parent, 0 as depth
              union all select i.inhrelid, i.inhparent, tree.depth + 1 from tree
                join pg_catalog.pg_inherits i on i.inhparent = tree.oid and not i.inhdetachpending)
            select c.oid::bigint, coalesce(tree.parent, 0)::bigint, n.nspname, c.relname, c.relkind::text
            from tree join pg_catalog.pg_class c on c.oid = tree.oid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            order by tree.depth, c.oid
            """;

    private static final String PARTS =
            """
            with recursive tree as (
              select pg_catalog.to_regclass(?)::oid as oid, 0 as depth
              union all select i.inhrelid, tree.depth + 1 from tree join pg_catalog.pg_inherits i on i.inhparent = tree.oid)
            select x.indrelid::bigint, n.nspname, c.relname, x.indisvalid,
                   array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum <= x.indnkeyatts order by a.attnum)
            from tree join pg_catalog.pg_class c on c.oid = tree.oid join pg_catalog.pg_index x on x.indexrelid = c.oid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            order by tree.depth, c.oid
            """;

    /**
     * The table or a partition.
     *
     * @param parent oid of what it is a partition of; 0 for the table itself
     * @param kind {@code relkind}
     */
    record Branch(long oid, long parent, QualifiedName name, String kind) {
        boolean partitioned() {
            return kind.equals("p");
        }

        boolean foreign() {
            return kind.equals("f");
        }
    }

    /**
     * The index, or what is attached to it.
     *
     * @param table oid
     * @param columns of its key; {@code expr} for an expression
     */
    record Part(long table, QualifiedName name, boolean valid, List<String> columns) {}

    /** Reads it. @param index that of the table, which may not be there */
    static LiveTree read(Connection connection, QualifiedName table, QualifiedName index)
            throws SQLException {
        return new LiveTree(
                Rows.of(
                        connection,
                        BRANCHES,
                        row ->
                                new Branch(
                                        row.getLong(1),
                                        row.getLong(2),
                                        new QualifiedName(row.getString(3), row.getString(4)),
                                        row.getString(5)),
                        table.sql()),
                Rows.of(
                        connection,
                        PARTS,
                        row ->
                                new Part(
                                        row.getLong(1),
                                        new QualifiedName(row.getString(2), row.getString(3)),
                                        row.getBoolean(4),
                                        List.of((String[]) row.getArray(5).getArray())),
                        index.sql()));
    }

    /** Those that do not have their part yet. */
    List<Branch> missing() {
        Set<Long> there = new HashSet<>();
        parts.forEach(part -> there.add(part.table()));
        return branches.stream().filter(branch -> !there.contains(branch.oid())).toList();
    }

    /** What a partition belongs to. */
    Branch above(Branch partition) {
        return branches.stream()
                .filter(branch -> branch.oid() == partition.parent())
                .findFirst()
                .orElseThrow();
    }

    /** Whether all of it is there and may be used. */
    boolean valid() {
        return missing().isEmpty() && parts.stream().allMatch(Part::valid);
    }
}
