package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.Use;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Views of both kinds, with the statements that make them again. */
final class Views {

    private static final String NAME = "pg_catalog.format('%I.%I', n.nspname, c.relname)";

    /** What belongs to one column; {@code {wrap}} stands around the statement. */
    private static final String DEFAULTS =
            """
            array(select {wrap}pg_catalog.format('alter %s %s alter column %I set default %s', {kind}, {name}, a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)){end}
                   from pg_catalog.pg_attrdef d join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = c.oid order by a.attnum)
            """;

    private static final String COMMENTS =
            """
            array(select {wrap}pg_catalog.format('comment on column %s.%I is %L', {name}, a.attname, pg_catalog.col_description(c.oid, a.attnum)){end}
                   from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and pg_catalog.col_description(c.oid, a.attnum) is not null order by a.attnum)
            """;

    private static final String GRANTS =
            """
            array(select {wrap}pg_catalog.format('grant %s (%I) on %s to %s%s', g.privilege_type, a.attname, {name},
                     case g.grantee when 0 then 'public' else pg_catalog.quote_ident(o.rolname) end, case when g.is_grantable then ' with grant option' end){end}
                   from pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) with ordinality g (grantor, grantee, privilege_type, is_grantable, place)
                   left join pg_catalog.pg_roles o on o.oid = g.grantee where a.attrelid = c.oid and a.attnum > 0 order by a.attnum, g.place)
            """;

    private static final String RULES =
            """
            array(select pg_catalog.pg_get_ruledef(r.oid) from pg_catalog.pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN' order by r.rulename)
              || array(select statement from pg_catalog.pg_trigger g, unnest({trigger}) statement where g.tgrelid = c.oid and not g.tgisinternal order by g.tgname)
            """;

    /** In this order: what a later one needs, an earlier one makes. */
    private static final String SQL =
            """
            select c.oid::bigint, c.reltype::bigint, coalesce(t.typarray, 0)::bigint, c.relkind = 'm', c.relispopulated,
              pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0),
              {defaults?} || {rules} || {belongings} || {comments?} || {grants?},
              array[pg_catalog.format('create %s %s%s%s%s as %s%s', {kind}, {name},
                (select ' using ' || pg_catalog.quote_ident(a.amname) from pg_catalog.pg_am a where a.oid = c.relam),
                ' with (' || array_to_string(c.reloptions, ', ') || ')',
                (select ' tablespace ' || pg_catalog.quote_ident(s.spcname) from pg_catalog.pg_tablespace s where s.oid = c.reltablespace),
                rtrim(pg_catalog.pg_get_viewdef(c.oid), '; '), case when not c.relispopulated then ' with no data' end)]
              || {defaults}
              || array(select pg_catalog.format('alter %s %s alter column %I %s', {kind}, {name}, a.attname, setting)
                   from pg_catalog.pg_attribute a, unnest(array_remove(array[case when a.attstattarget >= 0 then 'set statistics ' || a.attstattarget end,
                     case when a.attoptions is not null then 'set (' || array_to_string(a.attoptions, ', ') || ')' end], null)) setting
                   where a.attrelid = c.oid and a.attnum > 0 and c.relkind = 'm' order by a.attnum)
              || array(select pg_catalog.pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index i where i.indrelid = c.oid order by i.indexrelid)
              || array(select pg_catalog.format('comment on index %I.%I is %L', n.nspname, x.relname, pg_catalog.obj_description(x.oid, 'pg_class'))
                   from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid
                   where i.indrelid = c.oid and pg_catalog.obj_description(x.oid, 'pg_class') is not null order by x.relname)
              || array(select pg_catalog.format('alter materialized view %s cluster on %I', {name}, x.relname) from pg_catalog.pg_index i
                   join pg_catalog.pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid and i.indisclustered)
              || {rules} || {belongings} || {comments} || {grants}
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace left join pg_catalog.pg_type t on t.oid = c.reltype
            where n.nspname = ? and c.relname = ? and c.relkind in ('v', 'm')
            """;

    /** A statement on a column that another query of the view may not have any more. */
    private static final String IF_COLUMN =
            """
            pg_catalog.format('do %L', pg_catalog.format('begin if exists (select from pg_catalog.pg_attribute where attrelid = %L::pg_catalog.regclass and attname = %L and not attisdropped) then execute %L; end if; end', {name}, a.attname,\
            """;

    private Views() {}

    static List<View> read(Connection connection, List<QualifiedName> names) throws SQLException {
        List<View> found = new ArrayList<>();
        for (QualifiedName name : names) {
            found.addAll(read(connection, name, "view"));
            found.addAll(read(connection, name, "materialized view"));
        }
        return found;
    }

    private static List<View> read(Connection connection, QualifiedName name, String kind)
            throws SQLException {
        String belongings =
                new Belongings(kind, "table", NAME, "c", "pg_class", "rel", "regclass", 'r').sql();
        String sql =
                SQL.replace("{defaults?}", ifColumn(DEFAULTS))
                        .replace("{comments?}", ifColumn(COMMENTS))
                        .replace("{grants?}", ifColumn(GRANTS))
                        .replace("{defaults}", plain(DEFAULTS))
                        .replace("{comments}", plain(COMMENTS))
                        .replace("{grants}", plain(GRANTS))
                        .replace("{rules}", RULES)
                        .replace("{belongings}", belongings)
                        .replace("{trigger}", Triggers.again("g"))
                        .replace("{kind}", "'" + kind + "'")
                        .replace("{name}", NAME);
        List<View> found = new ArrayList<>();
        for (Found row :
                Rows.of(
                        connection,
                        sql + " and c.relkind = ?::\"char\"",
                        each ->
                                new Found(
                                        each.getLong(1),
                                        List.of(each.getLong(2), each.getLong(3)),
                                        each.getBoolean(4),
                                        each.getBoolean(5),
                                        each.getString(6),
                                        Texts.of(each, 7),
                                        Texts.of(each, 8)),
                        name.schema(),
                        name.name(),
                        kind.substring(0, 1))) {
            List<Use> uses = new ArrayList<>(Uses.of(connection, "pg_class", List.of(row.oid())));
            uses.addAll(Uses.of(connection, "pg_type", row.types()));
            found.add(
                    new View(
                            name,
                            row.materialized(),
                            row.populated(),
                            row.again(),
                            row.belongings(),
                            row.words(),
                            uses));
        }
        return found;
    }

    private static String plain(String statements) {
        return statements.replace("{wrap}", "").replace("{end}", "");
    }

    private static String ifColumn(String statements) {
        return statements.replace("{wrap}", IF_COLUMN).replace("{end}", "))");
    }

    private record Found(
            long oid,
            List<Long> types,
            boolean materialized,
            boolean populated,
            String words,
            List<String> belongings,
            List<String> again) {}
}
