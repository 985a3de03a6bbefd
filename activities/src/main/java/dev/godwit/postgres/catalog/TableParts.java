package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Columns, indexes, constraints and triggers of a table. */
final class TableParts {

    private static final String COLUMNS =
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '', a.attidentity <> '',
                   coalesce(case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end, '')
            from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ?::bigint::oid and a.attnum > 0 and not a.attisdropped order by a.attnum
            """;

    private static final String INDEXES =
            """
            select i.relname, x.indisunique, x.indisprimary, x.indisvalid, x.indpred is not null,
                   array(select coalesce(a.attname::text, '') from unnest(x.indkey::int2[]) with ordinality k (attnum, place)
                         left join pg_catalog.pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum and k.attnum > 0
                         where k.place <= x.indnkeyatts order by k.place),
                   pg_catalog.pg_get_indexdef(x.indexrelid), coalesce(c.conname::text, '')
            from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
            left join pg_catalog.pg_constraint c on c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x') and c.conrelid = x.indrelid
            where x.indrelid = ?::bigint::oid order by i.relname
            """;

    private static final String CONSTRAINTS =
            "select conname, contype::text, pg_catalog.pg_get_constraintdef(oid) from pg_catalog.pg_constraint"
                    + " where conrelid = ?::bigint::oid order by conname";

    // tgtype: 1 row, 2 before, 4 insert, 16 update (catalog/pg_trigger.h)
    private static final String TRIGGERS =
            "select tgname, tgtype & 2 > 0, tgtype & 1 > 0, tgtype & 4 > 0, tgtype & 16 > 0 from pg_catalog.pg_trigger"
                    + " where tgrelid = ?::bigint::oid and not tgisinternal order by tgname";

    private TableParts() {}

    static List<Table.Column> columns(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                COLUMNS,
                row ->
                        new Table.Column(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getString(6)),
                oid);
    }

    static List<Table.Index> indexes(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                INDEXES,
                row ->
                        new Table.Index(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                List.of((String[]) row.getArray(6).getArray()),
                                row.getString(7),
                                row.getString(8)),
                oid);
    }

    static List<Table.Constraint> constraints(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                CONSTRAINTS,
                row ->
                        new Table.Constraint(
                                row.getString(1), row.getString(2).charAt(0), row.getString(3)),
                oid);
    }

    static List<Table.Trigger> triggers(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                TRIGGERS,
                row ->
                        new Table.Trigger(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5)),
                oid);
    }
}
