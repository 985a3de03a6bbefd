package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Partitioned tables, with their partitions of all levels and the indexes of those. */
final class Trees {

    private static final String TABLES =
            """
            select n.nspname, t.relname from pg_catalog.pg_class c left join pg_catalog.pg_index x on x.indexrelid = c.oid
            join pg_catalog.pg_class t on t.oid = coalesce(x.indrelid, c.oid) join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            where c.oid = pg_catalog.to_regclass(?) and t.relkind = 'p'
            """;

    private static final String BRANCHES =
            """
            with recursive tree as (
              select pg_catalog.to_regclass(?)::oid as oid, 0 as depth
              union all select i.inhrelid, tree.depth + 1 from tree join pg_catalog.pg_inherits i on i.inhparent = tree.oid and not i.inhdetachpending)
            select c.oid::bigint, n.nspname, c.relname, c.relkind::text,
                   array(select coalesce(a.attname::text, '') from pg_catalog.pg_partitioned_table p, unnest(p.partattrs::int2[]) k (attnum)
                         left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and k.attnum > 0 where p.partrelid = c.oid)
            from tree join pg_catalog.pg_class c on c.oid = tree.oid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            order by tree.depth, c.oid
            """;

    private static final String INDEXES =
            """
            with recursive tree as (
              select x.indexrelid as oid, x.indexrelid as root, 0 as depth from pg_catalog.pg_index x where x.indrelid = pg_catalog.to_regclass(?)
              union all select i.inhrelid, tree.root, tree.depth + 1 from tree join pg_catalog.pg_inherits i on i.inhparent = tree.oid)
            select r.relname, un.nspname, u.relname, tn.nspname, t.relname, c.relname,
                   substr(pg_catalog.pg_get_indexdef(c.oid), length(pg_catalog.format('CREATE %sINDEX %I ON %s%I.%I ',
                     case when x.indisunique then 'UNIQUE ' end, c.relname, case c.relkind when 'I' then 'ONLY ' end, tn.nspname, t.relname)) + 1)
            from tree join pg_catalog.pg_class c on c.oid = tree.oid join pg_catalog.pg_index x on x.indexrelid = c.oid
            join pg_catalog.pg_class t on t.oid = x.indrelid join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
            join pg_catalog.pg_class r on r.oid = tree.root
            left join pg_catalog.pg_inherits a on a.inhrelid = tree.root left join pg_catalog.pg_class u on u.oid = a.inhparent
            left join pg_catalog.pg_namespace un on un.oid = u.relnamespace
            order by r.relname, tree.depth, c.oid
            """;

    private Trees() {}

    static List<PartitionTree> read(Connection connection, List<QualifiedName> wanted)
            throws SQLException {
        Set<QualifiedName> tables = new LinkedHashSet<>();
        for (QualifiedName name : wanted) {
            tables.addAll(
                    Rows.of(
                            connection,
                            TABLES,
                            row -> new QualifiedName(row.getString(1), row.getString(2)),
                            name.sql()));
        }
        List<PartitionTree> found = new ArrayList<>();
        for (QualifiedName table : tables) {
            found.add(
                    new PartitionTree(
                            table, branches(connection, table), indexes(connection, table)));
        }
        return found;
    }

    private static List<PartitionTree.Branch> branches(Connection connection, QualifiedName table)
            throws SQLException {
        return Rows.of(
                connection,
                BRANCHES,
                row ->
                        new PartitionTree.Branch(
                                row.getLong(1),
                                new QualifiedName(row.getString(2), row.getString(3)),
                                switch (row.getString(4)) {
                                    case "p" -> PartitionTree.Kind.PARTITIONED;
                                    case "f" -> PartitionTree.Kind.FOREIGN;
                                    default -> PartitionTree.Kind.LEAF;
                                },
                                Texts.of(row, 5)),
                table.sql());
    }

    private record Found(String root, PartitionTree.Root alone) {}

    private static List<PartitionTree.Root> indexes(Connection connection, QualifiedName table)
            throws SQLException {
        Map<String, PartitionTree.Root> roots = new LinkedHashMap<>();
        for (Found one :
                Rows.of(
                        connection,
                        INDEXES,
                        row ->
                                new Found(
                                        row.getString(1),
                                        new PartitionTree.Root(
                                                row.getString(2) == null
                                                        ? null
                                                        : new QualifiedName(
                                                                row.getString(2), row.getString(3)),
                                                List.of(
                                                        new PartitionTree.Part(
                                                                new QualifiedName(
                                                                        row.getString(4),
                                                                        row.getString(5)),
                                                                row.getString(6),
                                                                row.getString(7))))),
                        table.sql())) {
            roots.merge(one.root(), one.alone(), Trees::both);
        }
        return List.copyOf(roots.values());
    }

    private static PartitionTree.Root both(PartitionTree.Root one, PartitionTree.Root other) {
        List<PartitionTree.Part> parts = new ArrayList<>(one.parts());
        parts.addAll(other.parts());
        return new PartitionTree.Root(one.partOf(), parts);
    }
}
