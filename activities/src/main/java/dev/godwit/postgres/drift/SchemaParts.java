package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Kind;
import java.util.List;

/** Extensions, schemas, types and sequences. */
final class SchemaParts {

    private static final Part EXTENSIONS =
            new Part(
                    Kind.EXTENSION,
                    "pg_extension",
                    """
                    select e.oid::bigint, 0 as sub, '' as schema, e.extname as name, %s,
                           jsonb_build_object('version', e.extversion, 'schema', n.nspname) as traits
                      from pg_extension e join pg_namespace n on n.oid = e.extnamespace
                     where e.extname <> 'plpgsql' order by e.extname
                    """
                            .formatted(Part.NO_PART));

    private static final Part SCHEMAS =
            Part.alone(
                    Kind.SCHEMA,
                    "pg_namespace",
                    "n.oid",
                    """
                    select n.oid::bigint, 0 as sub, '' as schema, n.nspname as name, %s, '{}'::jsonb as traits
                      from pg_namespace n where %s and %s order by n.nspname
                    """);

    private static final Part TYPES =
            Part.alone(
                    Kind.TYPE,
                    "pg_type",
                    "t.oid",
                    """
                    select t.oid::bigint, 0 as sub, n.nspname as schema, t.typname as name, %s,
                           jsonb_build_object(
                             'labels', (select string_agg(quote_literal(l.enumlabel), ', ' order by l.enumsortorder)
                                          from pg_enum l where l.enumtypid = t.oid),
                             'fields', case when t.typtype = 'c' then
                                       (select coalesce(string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
                                                                   ', ' order by a.attnum), '')
                                          from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end,
                             'type', case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
                             'default', case when t.typtype = 'd' then t.typdefault end,
                             'not null', case when t.typtype = 'd' and t.typnotnull then 'yes' end,
                             'checks', (select string_agg('constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid),
                                                          ' ' order by k.conname)
                                          from pg_constraint k where k.contypid = t.oid and k.contype = 'c')) as traits
                      from pg_type t join pg_namespace n on n.oid = t.typnamespace
                     where (t.typtype in ('e', 'd') or t.typtype = 'c' and exists
                             (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
                       and %s and %s order by n.nspname, t.typname
                    """);

    // An identity column's sequence goes with the column; what a sequence counts is left out.
    private static final Part SEQUENCES =
            Part.alone(
                    Kind.SEQUENCE,
                    "pg_class",
                    "c.oid",
                    """
                    select c.oid::bigint, 0 as sub, n.nspname as schema, c.relname as name, %s,
                           jsonb_build_object(
                             'options', format('as %%s start %%s minvalue %%s maxvalue %%s increment %%s cache %%s%%s',
                                               format_type(s.seqtypid, null), s.seqstart, s.seqmin, s.seqmax, s.seqincrement,
                                               s.seqcache, case when s.seqcycle then ' cycle' else ' no cycle' end),
                             'owned by', (select d.refobjid::regclass || '.' || quote_ident(a.attname)
                                            from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                                           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
                                             and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0)) as traits
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_sequence s on s.seqrelid = c.oid
                     where %s and %s
                       and not exists (select from pg_depend i where i.classid = 'pg_class'::regclass and i.objid = c.oid and i.deptype = 'i')
                     order by n.nspname, c.relname
                    """);

    static final List<Part> ALL = List.of(EXTENSIONS, SCHEMAS, TYPES, SEQUENCES);

    private SchemaParts() {}
}
