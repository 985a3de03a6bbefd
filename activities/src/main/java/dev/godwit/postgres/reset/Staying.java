package dev.godwit.postgres.reset;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be there afterwards, too: DROP with CASCADE asks nobody whose the dependent objects
 * are, so they are counted before and after.
 */
record Staying(Map<String, String> names) {

    private static final String ALL =
            """
            with kept as (select unnest(?) as schema),
            relation as (select c.oid, c.relowner from pg_class c where c.relnamespace::bigint in (select schema from kept)
              and c.relkind in ('r', 'p', 'f', 'v', 'm') and not pg_has_role(c.relowner, 'USAGE')),
            staying (class, object, part) as (
              select 'pg_extension'::regclass::oid, oid, 0 from pg_extension
              union select 'pg_event_trigger'::regclass::oid, oid, 0 from pg_event_trigger
              union select 'pg_publication'::regclass::oid, oid, 0 from pg_publication
              union select 'pg_foreign_server'::regclass::oid, oid, 0 from pg_foreign_server
              union select 'pg_foreign_data_wrapper'::regclass::oid, oid, 0 from pg_foreign_data_wrapper
              union select 'pg_language'::regclass::oid, oid, 0 from pg_language
              union select 'pg_namespace'::regclass::oid, schema::oid, 0 from kept
              union select classid, objid, 0 from pg_depend where deptype = 'e'
              union select d.classid, d.objid, 0 from pg_depend d
                left join pg_shdepend s on s.dbid = (select oid from pg_database where datname = current_database())
                     and s.classid = d.classid and s.objid = d.objid and s.objsubid = 0 and s.deptype = 'o'
                where d.refclassid = 'pg_namespace'::regclass and d.deptype = 'n' and d.refobjid::bigint in (select schema from kept)
                  and not pg_has_role(coalesce(s.refobjid, 10::oid), 'USAGE')
                  and not exists (select from pg_depend i where i.classid = d.classid and i.objid = d.objid and i.objsubid = 0 and i.deptype = 'i')
              union select 'pg_class'::regclass::oid, attrelid, attnum from pg_attribute join relation r on r.oid = attrelid
                where attnum > 0 and not attisdropped
              union select 'pg_attrdef'::regclass::oid, a.oid, 0 from pg_attrdef a join relation r on r.oid = adrelid
              union select 'pg_constraint'::regclass::oid, k.oid, 0 from pg_constraint k join relation r on r.oid = conrelid
              union select 'pg_policy'::regclass::oid, p.oid, 0 from pg_policy p join relation r on r.oid = polrelid
              union select 'pg_trigger'::regclass::oid, t.oid, 0 from pg_trigger t join relation r on r.oid = tgrelid where not tgisinternal)
            select class || ' ' || object || ' ' || part, i.type || ' ' || i.identity
              from staying cross join lateral pg_identify_object(class, object, part) i where i.type is not null order by 2
            """;

    /**
     * Looks.
     *
     * @param schemas that are kept or left
     */
    static Staying look(Connection connection, List<Long> schemas) throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        Rows.of(connection, ALL, row -> names.put(row.getString(1), row.getString(2)), schemas);
        return new Staying(names);
    }

    /** Names of what is not in the other one. */
    List<String> without(Staying after) {
        List<String> missing = new ArrayList<>();
        names.forEach(
                (key, name) -> {
                    if (!after.names().containsKey(key)) {
                        missing.add(name);
                    }
                });
        return missing;
    }
}
