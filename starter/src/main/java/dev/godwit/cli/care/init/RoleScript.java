package dev.godwit.cli.care.init;

import dev.godwit.plan.sql.Identifier;

/**
 * The SQL that makes a role for Godwit, with as little as its work needs. Holds no password and may
 * be run again.
 */
public final class RoleScript {

    /** Tables of users; those of an extension belong to it. */
    private static final String OWNED =
            """
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              join pg_catalog.pg_roles r on r.oid = c.relowner
             where c.relkind in ('r', 'p') and n.nspname not in ('godwit', 'information_schema')
               and n.nspname !~ '^pg_'
               and not exists (select from pg_catalog.pg_depend d
                                where d.classid = 'pg_catalog.pg_class'::regclass
                                  and d.objid = c.oid and d.deptype = 'e')
            """;

    private static final String TABLES =
            """
            -- Only an owner may alter a table: membership in each role that owns tables here. And an
            -- index is made in its table's schema: USAGE and CREATE there. Tables of a superuser are
            -- left out, since a member of that role could do anything.
            do $$
            declare item record;
            begin
              for item in
                select distinct r.rolname, r.rolsuper
            %3$s       and not pg_catalog.pg_has_role(%2$s, r.oid, 'USAGE')
              loop
                if item.rolsuper then
                  raise warning 'tables of superuser %% are left out: alter table ... owner to ...', item.rolname;
                else
                  begin
                    execute format('grant %%I to %1$s', item.rolname);
                    raise notice 'granted: membership in %%', item.rolname;
                  exception when insufficient_privilege then
                    raise warning 'not granted: membership in %%: %%', item.rolname, sqlerrm;
                  end;
                end if;
              end loop;
              for item in
                select distinct n.nspname
            %3$s       and not r.rolsuper
                   and not (pg_catalog.has_schema_privilege(%2$s, n.oid, 'USAGE')
                            and pg_catalog.has_schema_privilege(%2$s, n.oid, 'CREATE'))
              loop
                begin
                  execute format('grant usage, create on schema %%I to %1$s', item.nspname);
                  raise notice 'granted: usage, create on schema %%', item.nspname;
                exception when insufficient_privilege then
                  raise warning 'not granted: usage, create on schema %%: %%', item.nspname, sqlerrm;
                end;
              end loop;
            end $$;
            """;

    private static final String SUPERUSER =
            """
            -- The role that Godwit logs in as: no more than its work needs.
            -- Run it once in the target's database, as a superuser. It may be run again.
            -- It sets no password. Do so afterwards, in psql: \\password %1$s

            do $$ begin
              create role %1$s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
            exception when duplicate_object then
              raise notice 'role %1$s is there already';
            end $$;

            -- CREATE on the database lets Godwit make its schema again after godwit uninstall.
            do $$ begin
              execute format('grant connect, create on database %%I to %1$s', current_database());
            end $$;

            -- Godwit's own record.
            create schema if not exists godwit authorization %1$s;

            %2$s
            -- Optional: to name the session that holds a lock and what it runs, and to see how far
            -- standbys are behind.
            grant pg_read_all_stats to %1$s;

            -- Optional: autovacuum gives way after 20 ms rather than 1 s (PostgreSQL 15 and newer).
            do $$ begin
              if current_setting('server_version_num')::int >= 150000 then
                execute 'grant set on parameter deadlock_timeout to %1$s';
              end if;
            end $$;

            -- Optional: a named restore point before each run.
            grant execute on function pg_catalog.pg_create_restore_point(text) to %1$s;

            -- Only where tables have FORCE ROW LEVEL SECURITY, which preflight refuses otherwise:
            -- alter role %1$s bypassrls;
            """;

    private static final String MANAGED =
            """
            -- The role that Godwit logs in as, for managed PostgreSQL: no superuser is needed.
            -- Run it once in the target's database, as the administrator that the provider gave you.
            -- What that one may not grant is left out with a warning. It may be run again.
            -- It sets no password. Do so afterwards, in psql: \\password %1$s

            do $$ begin
              create role %1$s login;
            exception when duplicate_object then
              raise notice 'role %1$s is there already';
            end $$;

            -- With CREATE on the database, Godwit makes schema godwit, its own record, itself.
            do $$ begin
              execute format('grant connect, create on database %%I to %1$s', current_database());
            end $$;

            %2$s
            -- Optional: to name the session that holds a lock and what it runs, and to see how far
            -- standbys are behind.
            do $$ begin
              grant pg_read_all_stats to %1$s;
            exception when insufficient_privilege then
              raise warning 'not granted: pg_read_all_stats: %%', sqlerrm;
            end $$;

            -- Optional: autovacuum gives way after 20 ms rather than 1 s (PostgreSQL 15 and newer).
            do $$ begin
              if current_setting('server_version_num')::int >= 150000 then
                execute 'grant set on parameter deadlock_timeout to %1$s';
              end if;
            exception when insufficient_privilege then
              raise notice 'not granted: set on parameter deadlock_timeout: %%', sqlerrm;
            end $$;
            """;

    private RoleScript() {}

    /**
     * The script.
     *
     * @param role what {@link NewTarget#flawOfRole} finds nothing wrong with
     * @param managed for an administrator who is no superuser
     */
    public static String of(String role, boolean managed) {
        String name = Identifier.quote(role);
        String tables = TABLES.formatted(name, Identifier.literal(role), OWNED.indent(4));
        return (managed ? MANAGED : SUPERUSER).formatted(name, tables);
    }
}
