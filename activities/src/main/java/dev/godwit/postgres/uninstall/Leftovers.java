package dev.godwit.postgres.uninstall;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.uninstall.Leftover.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Finds what has a name that only Godwit gives. Looks at the catalog alone: no lock, no row. */
public final class Leftovers {

    private static final String FOUND =
            """
            select 1 as place, 'TRIGGER' as kind, c.relnamespace as schema, c.relname as relation, t.tgname as name
              from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
             where not t.tgisinternal and t.tgparentid = 0 and t.tgname like 'zzz\\_godwit\\_%'
            union all
            select 2, 'CONSTRAINT', c.relnamespace, c.relname, k.conname
              from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid
             where k.conparentid = 0 and k.conislocal and k.conname like '\\_godwit\\_%'
            union all
            select 3, 'INDEX', c.relnamespace, t.relname, c.relname
              from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_class t on t.oid = i.indrelid
             where c.relname like '\\_godwit\\_%' and not c.relispartition
               and not exists (select from pg_catalog.pg_constraint k where k.conindid = c.oid)
            union all
            select 4, 'COLUMN', c.relnamespace, c.relname, a.attname
              from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
             where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attislocal and a.attname like '\\_godwit\\_%'
            """;

    /** What is in schema godwit goes with it, whatever its columns and constraints are called. */
    private static final String ALL =
            """
            select f.place, f.kind, n.nspname as schema, f.relation, f.name from (%s) f
              join pg_catalog.pg_namespace n on n.oid = f.schema where n.nspname not in ('godwit', 'pg_toast')
            union all
            select 5, 'DROPPED_TABLE', n.nspname, c.relname, n.nspname
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where n.nspname like '\\_godwit\\_%%\\_kept' and c.relkind in ('r', 'p') and not c.relispartition
            union all
            select 6, 'SCHEMA', n.nspname, n.nspname, n.nspname
              from pg_catalog.pg_namespace n where n.nspname like '\\_godwit\\_%%\\_kept'
            union all
            select 7, 'FUNCTION', n.nspname, p.proname, p.proname
              from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'godwit' and p.proname like '\\_godwit\\_%%'
            union all
            select 8, 'TABLE', n.nspname, c.relname, c.relname
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'godwit' and c.relkind = 'r' and c.relname like '\\_godwit\\_%%'
            """
                    .formatted(FOUND);

    private static final String WITH_RUNS =
            """
            select f.*, coalesce(r.name, '') as run, coalesce(r.ended_at is null and r.id is not null, false) as in_use,
                   r.id is not null and exists (select from godwit.undo u where u.run = r.id and u.state <> 'done') as kept
              from (%s) f left join lateral (
                select r.* from godwit.run r
                 where exists (select from godwit.step s where s.run = r.id and position(f.name in s.body::text) > 0)
                 order by r.ended_at is null desc, r.id desc limit 1) r on true
             order by f.place, f.schema, f.relation, f.name
            """
                    .formatted(ALL);

    private static final String WITHOUT_RUNS =
            "select f.*, '' as run, false as in_use, false as kept from (%s) f order by 1, 3, 4, 5"
                    .formatted(ALL);

    private Leftovers() {}

    /** All of them, those of open runs too, in the order in which they can go. */
    public static List<Leftover> find(Connection connection) throws SQLException {
        boolean record = Rows.holds(connection, "select to_regclass('godwit.step') is not null");
        return Rows.of(
                connection,
                record ? WITH_RUNS : WITHOUT_RUNS,
                row ->
                        new Leftover(
                                Kind.valueOf(row.getString("kind")),
                                new QualifiedName(
                                        row.getString("schema"), row.getString("relation")),
                                row.getString("name"),
                                row.getString("run"),
                                row.getBoolean("in_use"),
                                row.getBoolean("kept")));
    }
}
