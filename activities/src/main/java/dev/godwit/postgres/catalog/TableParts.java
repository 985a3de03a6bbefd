package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns, indexes, constraints and triggers of a table. */
final class TableParts {

    private static final String COLUMNS =
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '', a.attidentity <> '',
                   coalesce(case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end, ''),
                   coalesce(pg_catalog.col_description(a.attrelid, a.attnum), ''),
                   coalesce((select pg_catalog.format('%I.%I', n.nspname, l.collname) from pg_catalog.pg_collation l
                      join pg_catalog.pg_namespace n on n.oid = l.collnamespace where l.oid = a.attcollation and l.oid <> t.typcollation), ''),
                   array_remove(array[
                     case when a.attstattarget >= 0 then 'set statistics ' || a.attstattarget end,
                     case when a.attstorage <> t.typstorage then 'set storage ' || case a.attstorage when 'p' then 'plain'
                       when 'e' then 'external' when 'x' then 'extended' else 'main' end end,
                     case a.attcompression when 'p' then 'set compression pglz' when 'l' then 'set compression lz4' end,
                     case when a.attoptions is not null then 'set (' || array_to_string(a.attoptions, ', ') || ')' end], null),
                   array(select g.privilege_type || ' to ' || case g.grantee when 0 then 'public' else pg_catalog.quote_ident(o.rolname) end
                           || case when g.is_grantable then ' with grant option' else '' end
                         from pg_catalog.aclexplode(a.attacl) g left join pg_catalog.pg_roles o on o.oid = g.grantee order by 1),
                   exists (select from pg_catalog.pg_depend s where s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.refobjid = a.attrelid
                     and s.refobjsubid = a.attnum and s.deptype in ('a', 'i') and exists (select from pg_catalog.pg_class q where q.oid = s.objid and q.relkind = 'S')),
                   array(select distinct case when s.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
                             then (select pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, w.ev_class, 0) from pg_catalog.pg_rewrite w where w.oid = s.objid)
                             when s.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                             then (select 'generated column ' || b.attname from pg_catalog.pg_attrdef f join pg_catalog.pg_attribute b
                                     on b.attrelid = f.adrelid and b.attnum = f.adnum where f.oid = s.objid)
                             else pg_catalog.pg_describe_object(s.classid, s.objid, s.objsubid) end
                         from pg_catalog.pg_depend s
                         where s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.refobjid = a.attrelid and s.refobjsubid = a.attnum
                           and s.classid not in ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_constraint'::pg_catalog.regclass)
                           and not exists (select from pg_catalog.pg_attrdef f where s.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                             and f.oid = s.objid and f.adnum = a.attnum and f.adrelid = a.attrelid))
            from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ?::bigint::oid and a.attnum > 0 and not a.attisdropped order by a.attnum
            """;

    private static final String INDEXES =
            """
            select i.relname, x.indisunique, x.indisprimary, x.indisvalid, x.indpred is not null,
                   array(select coalesce(a.attname::text, '') from unnest(x.indkey::int2[]) with ordinality k (attnum, place)
                         left join pg_catalog.pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum and k.attnum > 0
                         where k.place <= x.indnkeyatts order by k.place),
                   pg_catalog.pg_get_indexdef(x.indexrelid), coalesce(c.conname::text, ''),
                   array(select distinct a.attname::text from pg_catalog.pg_attribute a
                         where a.attrelid = x.indrelid and a.attnum > 0 and not a.attisdropped
                           and (a.attnum = any (x.indkey::int2[]) or exists (select from pg_catalog.pg_depend d
                             where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = x.indexrelid
                               and d.refobjid = x.indrelid and d.refobjsubid = a.attnum)) order by 1),
                   coalesce(pg_catalog.obj_description(x.indexrelid, 'pg_class'), '')
            from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
            left join pg_catalog.pg_constraint c on c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x') and c.conrelid = x.indrelid
            where x.indrelid = ?::bigint::oid order by i.relname
            """;

    private static final String CONSTRAINTS =
            """
            select k.conname, k.contype::text, pg_catalog.pg_get_constraintdef(k.oid), n.nspname, c.relname,
                   coalesce(pg_catalog.obj_description(k.oid, 'pg_constraint'), ''),
                   array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) order by a.attnum)
            from pg_catalog.pg_constraint k left join pg_catalog.pg_class c on c.oid = k.confrelid
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.conrelid = ?::bigint::oid order by k.conname
            """;

    /** Foreign keys of other tables, and whatever has a rule or a body that reads it. */
    private static final String DEPENDENTS =
            """
            select n.nspname, c.relname, k.conname,
                   'foreign key ' || k.conname || ' of ' || pg_catalog.concat_ws('.', nullif(n.nspname, 'public'), c.relname) as words,
                   case k.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' when 'r' then 'RESTRICT'
                     else 'NO ACTION' end
            from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.confrelid = ?::bigint::oid and k.contype = 'f' and k.conparentid = 0
            union
            select null, null, null, pg_catalog.pg_describe_object('pg_class'::pg_catalog.regclass, r.ev_class, 0), ''
            from pg_catalog.pg_depend d join pg_catalog.pg_rewrite r on r.oid = d.objid
            where d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              and d.refobjid = ?::bigint::oid and r.ev_class <> d.refobjid
            union
            select null, null, null, pg_catalog.pg_describe_object(d.classid, d.objid, 0), ''
            from pg_catalog.pg_depend d
            where d.classid in ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_policy'::pg_catalog.regclass)
              and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid = ?::bigint::oid and d.deptype = 'n'
            order by 4
            """;

    // tgtype: 1 row, 2 before, 4 insert, 8 delete, 16 update (catalog/pg_trigger.h)
    private static final String TRIGGERS =
            "select tgname, tgtype & 2 > 0, tgtype & 1 > 0, tgtype & 4 > 0, tgtype & 16 > 0, tgtype & 8 > 0 from pg_catalog.pg_trigger"
                    + " where tgrelid = ?::bigint::oid and not tgisinternal order by tgname";

    private TableParts() {}

    static List<Column> columns(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                COLUMNS,
                row ->
                        new Column(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getString(6),
                                row.getString(7),
                                new Column.Details(
                                        row.getString(8),
                                        texts(row, 9),
                                        texts(row, 10),
                                        row.getBoolean(11),
                                        texts(row, 12))),
                oid);
    }

    static List<Index> indexes(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                INDEXES,
                row ->
                        new Index(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                texts(row, 6),
                                row.getString(7),
                                row.getString(8),
                                texts(row, 9),
                                row.getString(10)),
                oid);
    }

    static List<Table.Constraint> constraints(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                CONSTRAINTS,
                row ->
                        new Table.Constraint(
                                row.getString(1),
                                row.getString(2).charAt(0),
                                row.getString(3),
                                name(row, 4),
                                row.getString(6),
                                texts(row, 7)),
                oid);
    }

    static List<Table.Dependent> dependents(Connection connection, long oid) throws SQLException {
        return Rows.of(
                connection,
                DEPENDENTS,
                row ->
                        new Table.Dependent(
                                name(row, 1), row.getString(3), row.getString(4), row.getString(5)),
                oid,
                oid,
                oid);
    }

    private static List<String> texts(ResultSet row, int at) throws SQLException {
        return List.of((String[]) row.getArray(at).getArray());
    }

    private static @Nullable QualifiedName name(ResultSet row, int at) throws SQLException {
        String schema = row.getString(at);
        return schema == null ? null : new QualifiedName(schema, row.getString(at + 1));
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
                                row.getBoolean(5),
                                row.getBoolean(6)),
                oid);
    }
}
