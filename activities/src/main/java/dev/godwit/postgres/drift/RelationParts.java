package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Kind;
import java.util.List;

/** Tables and what they are made of, and views. */
final class RelationParts {

    private static final Part TABLES =
            Part.alone(
                    Kind.TABLE,
                    "pg_class",
                    "c.oid",
                    """
                    select c.oid::bigint, 0 as sub, n.nspname as schema, c.relname as name, %s,
                           jsonb_build_object(
                             'unlogged', case c.relpersistence when 'u' then 'yes' end,
                             'partitioned by', case c.relkind when 'p' then pg_get_partkeydef(c.oid) end,
                             'partition of', case when c.relispartition then
                                             (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) end,
                             'bounds', pg_get_expr(c.relpartbound, c.oid),
                             'inherits', case when not c.relispartition then
                                         (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                                            from pg_inherits i where i.inhrelid = c.oid) end,
                             'row level security', case when c.relrowsecurity then 'enabled' end,
                             'row level security of the owner', case when c.relforcerowsecurity then 'forced' end,
                             'replica identity', case c.relreplident when 'f' then 'full' when 'n' then 'nothing' when 'i' then
                                         (select 'using index ' || quote_ident(x.relname) from pg_index i
                                            join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid and i.indisreplident) end,
                             'options', array_to_string(c.reloptions, ', ')) as traits
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and c.relpersistence <> 't' and %s and %s order by n.nspname, c.relname
                    """);

    // The columns of a partition are its parent's; their order is left out.
    private static final Part COLUMNS =
            Part.ofRelation(
                    Kind.COLUMN,
                    "pg_class",
                    """
                    select c.oid::bigint, a.attnum as sub, '' as schema, a.attname as name, %s,
                           jsonb_build_object(
                             'type', format_type(a.atttypid, a.atttypmod),
                             'collation', (select quote_ident(cn.nspname) || '.' || quote_ident(l.collname) from pg_collation l
                                             join pg_namespace cn on cn.oid = l.collnamespace
                                             join pg_type t on t.oid = a.atttypid
                                            where l.oid = a.attcollation and a.attcollation <> t.typcollation),
                             'not null', case when a.attnotnull then 'yes' end,
                             'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
                             'generated', case a.attgenerated when 's' then '(' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                                                              when 'v' then '(' || pg_get_expr(d.adbin, d.adrelid) || ') virtual' end,
                             'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end) as traits
                      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                     where c.relkind in ('r', 'p') and c.relpersistence <> 't' and a.attnum > 0 and not a.attisdropped
                       and (a.attinhcount = 0 or a.attislocal and not c.relispartition)
                       and %s and %s order by n.nspname, c.relname, a.attnum
                    """);

    private static final String VIEWS =
            """
            select c.oid::bigint, 0 as sub, n.nspname as schema, c.relname as name, %s,
                   jsonb_build_object('definition', rtrim(pg_get_viewdef(c.oid), ';'),
                                      'options', array_to_string(c.reloptions, ', ')) as traits
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = '%s' and c.relpersistence <> 't' and %s and %s order by n.nspname, c.relname
            """;

    // An index of a constraint is the constraint's, an index of a partition its parent's.
    private static final Part INDEXES =
            Part.ofRelation(
                    Kind.INDEX,
                    "pg_class",
                    """
                    select x.oid::bigint, 0 as sub, n.nspname as schema, x.relname as name, %s,
                           jsonb_build_object(
                             'definition', case x.relkind when 'I' then replace(pg_get_indexdef(x.oid), ' ON ONLY ', ' ON ')
                                                          else pg_get_indexdef(x.oid) end,
                             'invalid', case when not i.indisvalid and x.relkind = 'i' then 'yes' end) as traits
                      from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
                      join pg_namespace n on n.oid = x.relnamespace
                     where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't' and %s and %s
                       and not exists (select from pg_constraint k where k.conindid = x.oid and k.contype in ('p', 'u', 'x'))
                       and not exists (select from pg_inherits h where h.inhrelid = x.oid)
                     order by n.nspname, c.relname, x.relname
                    """);

    private static final Part CONSTRAINTS =
            Part.ofRelation(
                    Kind.CONSTRAINT,
                    "pg_constraint",
                    """
                    select k.oid::bigint, 0 as sub, '' as schema, k.conname as name, %s,
                           jsonb_build_object('definition', pg_get_constraintdef(k.oid)) as traits
                      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                     where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conislocal and k.conparentid = 0
                       and c.relpersistence <> 't' and %s and %s order by n.nspname, c.relname, k.contype = 'f', k.conname
                    """);

    private static final Part STATISTICS =
            new Part(
                    Kind.STATISTICS,
                    "pg_statistic_ext",
                    """
                    select s.oid::bigint, 0 as sub, n.nspname as schema, s.stxname as name, %s,
                           jsonb_build_object('definition', pg_get_statisticsobjdef(s.oid)) as traits
                      from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
                     where %s order by n.nspname, s.stxname
                    """
                            .formatted(Part.of("s.stxrelid"), Part.OURS));

    static final List<Part> ALL =
            List.of(
                    TABLES,
                    COLUMNS,
                    views(Kind.VIEW, "v"),
                    views(Kind.MATERIALIZED_VIEW, "m"),
                    INDEXES,
                    CONSTRAINTS,
                    STATISTICS);

    private RelationParts() {}

    private static Part views(Kind kind, String relkind) {
        return new Part(
                kind,
                "pg_class",
                VIEWS.formatted(Part.NO_PART, relkind, Part.OURS, Part.free("pg_class", "c.oid")));
    }
}
