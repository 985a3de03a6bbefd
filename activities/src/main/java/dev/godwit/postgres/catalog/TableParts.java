package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.Table.Column;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Index;
import dev.godwit.plan.schema.Table.Trigger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What belongs to a relation. Every query takes the relation's oid as its only parameter. */
final class TableParts {

    private TableParts() {}

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** In order of attnum; dropped ones are left out. */
    static List<Column> columns(Connection connection, long oid) throws SQLException {
        return all(
                connection,
                oid,
                """
                select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
                       a.attgenerated <> '', a.attidentity <> '',
                       case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end
                  from pg_catalog.pg_attribute a
                  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where a.attrelid = ?::bigint::oid and a.attnum > 0 and not a.attisdropped
                 order by a.attnum
                """,
                row ->
                        new Column(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                text(row.getString(6))));
    }

    static List<Index> indexes(Connection connection, long oid) throws SQLException {
        return all(
                connection,
                oid,
                """
                select c.relname, i.indisunique, i.indisprimary, i.indisvalid, i.indpred is not null,
                       array(select coalesce(a.attname::text, '')
                               from unnest(i.indkey::int2[]) with ordinality as k (attnum, at)
                               left join pg_catalog.pg_attribute a
                                 on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum > 0
                              where k.at <= i.indnkeyatts order by k.at),
                       pg_catalog.pg_get_indexdef(i.indexrelid),
                       (select conname from pg_catalog.pg_constraint
                         where conindid = i.indexrelid and conrelid = i.indrelid and contype in ('p', 'u', 'x'))
                  from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
                 where i.indrelid = ?::bigint::oid order by 1
                """,
                row ->
                        new Index(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                List.of((String[]) row.getArray(6).getArray()),
                                row.getString(7),
                                text(row.getString(8))));
    }

    static List<Constraint> constraints(Connection connection, long oid) throws SQLException {
        return all(
                connection,
                oid,
                """
                select conname, contype, pg_catalog.pg_get_constraintdef(oid)
                  from pg_catalog.pg_constraint where conrelid = ?::bigint::oid order by 1
                """,
                row ->
                        new Constraint(
                                row.getString(1), row.getString(2).charAt(0), row.getString(3)));
    }

    /** Bits of {@code tgtype}: 1 row, 2 before, 4 insert, 16 update (pg_trigger.h). */
    static List<Trigger> triggers(Connection connection, long oid) throws SQLException {
        return all(
                connection,
                oid,
                """
                select tgname, tgtype & 2 <> 0, tgtype & 1 <> 0, tgtype & 4 <> 0, tgtype & 16 <> 0
                  from pg_catalog.pg_trigger
                 where tgrelid = ?::bigint::oid and not tgisinternal order by 1
                """,
                row ->
                        new Trigger(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static <T> List<T> all(Connection connection, long oid, String sql, Row<T> row)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, oid);
            try (ResultSet rows = select.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        }
    }
}
