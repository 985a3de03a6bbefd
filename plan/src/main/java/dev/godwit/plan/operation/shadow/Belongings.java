package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;

/** What passes from one of two tables to the other when they change places. */
final class Belongings {

    private Belongings() {}

    /**
     * The statement that gives it over: the owner and the privileges as they are by then, sequences
     * that the table owns, and where those of identity columns stand, with their names.
     *
     * @param spare a name for a moment
     */
    static String handOver(QualifiedName from, QualifiedName to, String spare) {
        return """
        do $godwit$ declare _godwit_statement text; _godwit_old record; begin
          for _godwit_statement in
            select s from (
              select 1 as step, 0::bigint as place, pg_catalog.format('alter table %1$s owner to %%s', o.relowner::pg_catalog.regrole) as s
                from pg_catalog.pg_class o join pg_catalog.pg_class n on n.oid = %3$s::pg_catalog.regclass
               where o.oid = %2$s::pg_catalog.regclass and o.relowner <> n.relowner
              union all
              select 2, 0, pg_catalog.format('revoke all on table %1$s from %%s', case a.grantee when 0 then 'public' else a.grantee::pg_catalog.regrole::text end)
                from pg_catalog.pg_class n, pg_catalog.aclexplode(n.relacl) a
               where n.oid = %3$s::pg_catalog.regclass and a.grantee <> n.relowner
              union all
              select 3, a.place, pg_catalog.format('grant %%s on table %1$s to %%s%%s', a.privilege_type,
                       case a.grantee when 0 then 'public' else a.grantee::pg_catalog.regrole::text end,
                       case when a.is_grantable then ' with grant option' else '' end)
                from pg_catalog.pg_class o, pg_catalog.aclexplode(o.relacl) with ordinality a (grantor, grantee, privilege_type, is_grantable, place)
               where o.oid = %2$s::pg_catalog.regclass and a.grantee <> o.relowner
              union all
              select 4, d.objid::bigint, pg_catalog.format('alter sequence %%s owned by %1$s.%%I', d.objid::pg_catalog.regclass, a.attname)
                from pg_catalog.pg_depend d join pg_catalog.pg_class q on q.oid = d.objid and q.relkind = 'S'
                join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
               where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 and d.refobjid = %2$s::pg_catalog.regclass and d.deptype = 'a'
              union all
              select 5, d.objid::bigint, pg_catalog.format('alter sequence %%s as %%s', d.objid::pg_catalog.regclass, pg_catalog.format_type(b.atttypid, null))
                from pg_catalog.pg_depend d join pg_catalog.pg_sequence q on q.seqrelid = d.objid
                join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.atttypid = q.seqtypid
                join pg_catalog.pg_attribute b on b.attrelid = %3$s::pg_catalog.regclass and b.attname = a.attname and b.atttypid <> a.atttypid
               where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 and d.refobjid = %2$s::pg_catalog.regclass and d.deptype = 'a'
                 and b.atttypid in ('int2'::pg_catalog.regtype, 'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype)
            ) all_of_them order by step, place
          loop execute _godwit_statement; end loop;
          for _godwit_old in
            select o.objid::pg_catalog.regclass as was, oq.relname as name, nq.oid::pg_catalog.regclass as now, nq.relname as other, sn.nspname as schema
              from pg_catalog.pg_depend o join pg_catalog.pg_class oq on oq.oid = o.objid and oq.relkind = 'S'
              join pg_catalog.pg_namespace sn on sn.oid = oq.relnamespace
              join pg_catalog.pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
              join pg_catalog.pg_attribute b on b.attrelid = %3$s::pg_catalog.regclass and b.attname = a.attname
              join pg_catalog.pg_depend n on n.refobjid = b.attrelid and n.refobjsubid = b.attnum and n.deptype = 'i'
               and n.classid = o.classid and n.refclassid = o.refclassid
              join pg_catalog.pg_class nq on nq.oid = n.objid and nq.relkind = 'S'
             where o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and o.refobjid = %2$s::pg_catalog.regclass and o.deptype = 'i'
          loop
            execute pg_catalog.format('select pg_catalog.setval(%%L, last_value, is_called) from %%s', _godwit_old.now::text, _godwit_old.was);
            execute pg_catalog.format('alter sequence %%I.%%I rename to %4$s', _godwit_old.schema, _godwit_old.name);
            execute pg_catalog.format('alter sequence %%I.%%I rename to %%I', _godwit_old.schema, _godwit_old.other, _godwit_old.name);
            execute pg_catalog.format('alter sequence %%I.%4$s rename to %%I', _godwit_old.schema, _godwit_old.other);
          end loop;
        end $godwit$"""
                .formatted(
                        to.sql().replace("'", "''").replace("%", "%%"),
                        Identifier.literal(from.sql()),
                        Identifier.literal(to.sql()),
                        Identifier.quote(spare));
    }
}
