package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Kind;
import java.util.List;

/** Privileges and comments, of whatever was read before. */
final class AccessParts {

    /**
     * The owner's own are left out, and so is what PostgreSQL gives to everybody by itself, but not
     * that somebody took it away.
     */
    private static final Part PRIVILEGES =
            new Part(
                    Kind.PRIVILEGES,
                    "pg_authid",
                    """
                    with object (of_catalog, of_oid, of_sub, owner, acl, given) as (
                      select 'pg_class'::regclass, oid, 0, relowner,
                             coalesce(relacl, acldefault((case relkind when 'S' then 's' else 'r' end)::"char", relowner)), ''
                        from pg_class where relkind in ('r', 'p', 'v', 'm', 'S')
                      union all select 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, ''
                        from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attacl is not null and not a.attisdropped
                      union all select 'pg_proc'::regclass, oid, 0, proowner, coalesce(proacl, acldefault('f', proowner)), 'EXECUTE' from pg_proc
                      union all select 'pg_type'::regclass, oid, 0, typowner, coalesce(typacl, acldefault('T', typowner)), 'USAGE'
                        from pg_type where typtype in ('e', 'd')
                      union all select 'pg_namespace'::regclass, oid, 0, nspowner, coalesce(nspacl, acldefault('n', nspowner)), '' from pg_namespace
                    ), may as (
                      select o.of_catalog, o.of_oid, o.of_sub, case a.grantee when 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end as role,
                             string_agg(a.privilege_type, ', ' order by a.privilege_type) filter (where not a.is_grantable) as may,
                             string_agg(a.privilege_type, ', ' order by a.privilege_type) filter (where a.is_grantable) as pass,
                             cast(null as text) as taken
                        from object o, aclexplode(o.acl) a
                       where a.grantee <> o.owner and not (a.grantee = 0 and a.privilege_type = o.given)
                       group by 1, 2, 3, 4
                      union all
                      select o.of_catalog, o.of_oid, o.of_sub, 'PUBLIC', null, null, o.given from object o
                       where o.given <> '' and not exists
                             (select from aclexplode(o.acl) a where a.grantee = 0 and a.privilege_type = o.given)
                    )
                    select 0::bigint as oid, 0 as sub, '' as schema, role as name, of_catalog::oid::bigint, of_oid::bigint, of_sub,
                           jsonb_build_object('may', max(may), 'may pass on', max(pass), 'taken', max(taken)) as traits
                      from may where of_oid >= 2200 group by of_catalog, of_oid, of_sub, role order by role
                    """);

    private static final Part COMMENTS =
            new Part(
                    Kind.COMMENT,
                    "pg_description",
                    """
                    select 0::bigint as oid, 0 as sub, '' as schema, '' as name, d.classoid::bigint as of_catalog, d.objoid::bigint as of_oid,
                           d.objsubid as of_sub, jsonb_build_object('text', d.description) as traits
                      from pg_description d where d.objoid >= 16384 order by 5, 6, 7
                    """);

    static final List<Part> ALL = List.of(PRIVILEGES, COMMENTS);

    private AccessParts() {}
}
