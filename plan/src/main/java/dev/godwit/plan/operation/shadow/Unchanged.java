package dev.godwit.plan.operation.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * The old table may only come back while the new one is what it was when it took its place: what
 * others have made of it since would go with it.
 */
final class Unchanged {

    private Unchanged() {}

    /** The statement that fails when somebody has changed the new one. */
    static String since(QualifiedName fresh, QualifiedName old, List<Change> changes) {
        String retyped =
                changes.stream()
                        .map(change -> Identifier.literal(change.old().name()))
                        .collect(joining(", ", "array[", "]::text[]"));
        return """
        do $godwit$ declare _godwit_found text; begin
          with columns as (
                 select a.attrelid, pg_catalog.concat_ws(' ', a.attname, a.attnotnull, a.attgenerated, a.attidentity,
                          case when a.attname <> all (%3$s) then pg_catalog.concat_ws(' ', pg_catalog.format_type(a.atttypid, a.atttypmod),
                            pg_catalog.pg_get_expr(d.adbin, d.adrelid)) end) as words, a.attname
                   from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                  where a.attrelid in (%1$s::pg_catalog.regclass, %2$s::pg_catalog.regclass) and a.attnum > 0 and not a.attisdropped)
          select pg_catalog.string_agg(distinct what, ', ') into _godwit_found from (
            select 'column ' || c.attname as what from columns c
             where not exists (select from columns o where o.attrelid <> c.attrelid and o.words = c.words)
            union all select 'its indexes' where (select count(*) from pg_catalog.pg_index where indrelid = %1$s::pg_catalog.regclass)
                                <> (select count(*) from pg_catalog.pg_index where indrelid = %2$s::pg_catalog.regclass)
            union all select 'its constraints' where (select count(*) from pg_catalog.pg_constraint where conrelid = %1$s::pg_catalog.regclass and contype <> 'n')
                                <> (select count(*) from pg_catalog.pg_constraint where conrelid = %2$s::pg_catalog.regclass and contype <> 'n')
            union all select 'trigger ' || tgname from pg_catalog.pg_trigger
             where tgrelid = %1$s::pg_catalog.regclass and not tgisinternal and tgname not like 'zzz\\_godwit\\_%%'
            union all select 'policy ' || polname from pg_catalog.pg_policy where polrelid = %1$s::pg_catalog.regclass
            union all select 'foreign key ' || conname from pg_catalog.pg_constraint where confrelid = %1$s::pg_catalog.regclass and conparentid = 0
            union all select pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, r.ev_class, 0)
              from pg_catalog.pg_depend d join pg_catalog.pg_rewrite r on r.oid = d.objid
             where d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and d.refobjid = %1$s::pg_catalog.regclass and r.ev_class <> d.refobjid
          ) found;
          if _godwit_found is not null then
            raise exception using errcode = 'GW001', message = %4$s || _godwit_found,
              hint = 'The old table does not have that: take it away first, or keep the new table.';
          end if;
        end $godwit$"""
                .formatted(
                        Identifier.literal(fresh.sql()),
                        Identifier.literal(old.sql()),
                        retyped,
                        Identifier.literal("since it was copied, " + fresh + " was changed: "));
    }
}
