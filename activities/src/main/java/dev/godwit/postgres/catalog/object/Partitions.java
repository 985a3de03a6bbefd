package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.schema.partition.IndexShape;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Partitioned tables with a table that is attached to them, or is to be. */
final class Partitions {

    private static final String PARTS =
            """
            select n.nspname, c.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid), i.inhdetachpending
            from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.inhparent = pg_catalog.to_regclass(?) order by 1, 2
            """;

    private static final String BOUND =
            "select coalesce(pg_catalog.pg_get_partition_constraintdef(pg_catalog.to_regclass(?)), '')";

    // As CompareIndexInfo compares them, and nothing more: not the sort order, not the parameters.
    private static final String INDEXES =
            """
            select i.relname, x.indisunique, exists (select from pg_catalog.pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x')),
                   pg_catalog.concat_ws('|', x.indisunique, pg_catalog.to_jsonb(x) ->> 'indnullsnotdistinct', a.amname, x.indnkeyatts,
                     array(select pg_catalog.pg_get_indexdef(i.oid, s, false) from generate_series(1, x.indnatts) s order by s)::text,
                     array(select f.opcfamily from unnest(x.indclass::oid[]) with ordinality o (oid, place)
                           join pg_catalog.pg_opclass f on f.oid = o.oid order by o.place)::text,
                     x.indcollation::text, pg_catalog.pg_get_expr(x.indpred, x.indrelid)),
                   substr(pg_catalog.pg_get_indexdef(i.oid), length(pg_catalog.format('CREATE %sINDEX %I ON %s%I.%I USING ',
                     case when x.indisunique then 'UNIQUE ' end, i.relname, case i.relkind when 'I' then 'ONLY ' end, n.nspname, t.relname)) + 1),
                   array(select pg_catalog.pg_get_indexdef(i.oid, s, false) from generate_series(1, x.indnkeyatts) s order by s)
            from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid join pg_catalog.pg_am a on a.oid = i.relam
            join pg_catalog.pg_class t on t.oid = x.indrelid join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            where x.indrelid = pg_catalog.to_regclass(?) and (x.indisvalid or i.relkind = 'I') order by i.relname
            """;

    private Partitions() {}

    static List<Partitioning> read(Connection connection, List<Wanted.Part> wanted)
            throws SQLException {
        List<Partitioning> found = new ArrayList<>();
        for (Wanted.Part one : wanted) {
            if (Rows.exists(connection, one.parent().sql())
                    && Rows.exists(connection, one.partition().sql())) {
                found.add(read(connection, one));
            }
        }
        return found;
    }

    private static Partitioning read(Connection connection, Wanted.Part wanted)
            throws SQLException {
        List<Partitioning.Part> parts =
                Rows.of(
                        connection,
                        PARTS,
                        row ->
                                new Partitioning.Part(
                                        new QualifiedName(row.getString(1), row.getString(2)),
                                        String.valueOf(row.getString(3)),
                                        row.getBoolean(4)),
                        wanted.parent().sql());
        List<IndexShape> indexes = new ArrayList<>(indexes(connection, wanted.parent()));
        indexes.addAll(indexes(connection, wanted.partition()));
        String bound = bound(connection, wanted.partition());
        String refused = "";
        String values = wanted.values();
        if (values != null && bound.isEmpty()) {
            BoundTrial.Result result =
                    BoundTrial.of(
                            connection,
                            wanted.parent(),
                            values,
                            parts,
                            bound(connection, wanted.parent()));
            bound = result.bound();
            refused = result.refused();
        }
        return new Partitioning(
                wanted.parent(), wanted.partition(), parts, bound, refused, indexes);
    }

    private static String bound(Connection connection, QualifiedName table) throws SQLException {
        return Rows.of(connection, BOUND, row -> row.getString(1), table.sql()).getFirst();
    }

    private static List<IndexShape> indexes(Connection connection, QualifiedName table)
            throws SQLException {
        return Rows.of(
                connection,
                INDEXES,
                row ->
                        new IndexShape(
                                table,
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getString(5),
                                Texts.of(row, 6)),
                table.sql());
    }
}
