package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Kind;
import java.util.List;

/** Functions, triggers, rules and policies. */
final class CodeParts {

    private static final Part FUNCTIONS =
            Part.alone(
                    Kind.FUNCTION,
                    "pg_proc",
                    "p.oid",
                    """
                    select p.oid::bigint, 0 as sub, '' as schema, p.oid::regprocedure::text as name, %s,
                           jsonb_build_object('definition', pg_get_functiondef(p.oid),
                                              'arguments', nullif(pg_get_function_arguments(p.oid), ''),
                                              'returns', coalesce(pg_get_function_result(p.oid), 'nothing')) as traits
                      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                     where p.prokind in ('f', 'p') and %s and %s order by n.nspname, 4
                    """);

    private static final Part TRIGGERS =
            Part.ofRelation(
                    Kind.TRIGGER,
                    "pg_trigger",
                    """
                    select t.oid::bigint, 0 as sub, '' as schema, t.tgname as name, %s,
                           jsonb_build_object('definition', pg_get_triggerdef(t.oid),
                                              'fires', case t.tgenabled when 'D' then 'never' when 'A' then 'always'
                                                                        when 'R' then 'replica' end) as traits
                      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                     where not t.tgisinternal and t.tgparentid = 0 and c.relpersistence <> 't' and %s and %s
                     order by n.nspname, c.relname, t.tgname
                    """);

    private static final Part RULES =
            Part.ofRelation(
                    Kind.RULE,
                    "pg_rewrite",
                    """
                    select r.oid::bigint, 0 as sub, '' as schema, r.rulename as name, %s,
                           jsonb_build_object('definition', rtrim(pg_get_ruledef(r.oid), ';')) as traits
                      from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
                     where r.rulename <> '_RETURN' and %s and %s order by n.nspname, c.relname, r.rulename
                    """);

    private static final Part POLICIES =
            new Part(
                    Kind.POLICY,
                    "pg_policy",
                    """
                    select p.oid::bigint, 0 as sub, '' as schema, p.polname as name, %s,
                           jsonb_build_object(
                             'restrictive', case when not p.polpermissive then 'yes' end,
                             'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                                  when 'd' then 'delete' else 'all' end,
                             'to', (select string_agg(case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', '
                                                      order by pg_get_userbyid(role)) from unnest(p.polroles) role),
                             'using', pg_get_expr(p.polqual, p.polrelid),
                             'check', pg_get_expr(p.polwithcheck, p.polrelid)) as traits
                      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
                     where %s order by n.nspname, c.relname, p.polname
                    """
                            .formatted(Part.of("c.oid"), Part.OURS));

    static final List<Part> ALL = List.of(FUNCTIONS, TRIGGERS, RULES, POLICIES);

    private CodeParts() {}
}
