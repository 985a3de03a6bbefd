package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.Use;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What stands on an object. */
final class Uses {

    private static final String SQL =
            """
            select distinct n.nspname, c.relname, a.attname,
                   coalesce(pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, w.ev_class, 0),
                            pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)) as words
            from pg_catalog.pg_depend d
            left join pg_catalog.pg_rewrite w on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and w.oid = d.objid
            left join pg_catalog.pg_attrdef f on d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and f.oid = d.objid
            left join pg_catalog.pg_class c on c.oid = coalesce(w.ev_class, f.adrelid, case when d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass then d.objid end)
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on w.oid is null and a.attrelid = c.oid and a.attnum = coalesce(f.adnum, nullif(d.objsubid, 0))
            where d.refclassid = ?::text::pg_catalog.regclass and d.refobjid::bigint = any (?) and d.deptype = 'n'
              and not (d.classid = d.refclassid and d.objid::bigint = any (?)) and w.ev_class is distinct from d.refobjid
            order by words
            """;

    private Uses() {}

    /**
     * Reads them.
     *
     * @param catalog that the oids are of, for example {@code pg_type}
     * @param oids the object and what goes with it without saying
     */
    static List<Use> of(Connection connection, String catalog, List<Long> oids)
            throws SQLException {
        return Rows.of(
                connection,
                SQL,
                row -> {
                    String relation = row.getString(2);
                    return new Use(
                            relation == null ? null : new QualifiedName(row.getString(1), relation),
                            row.getString(3),
                            row.getString(4));
                },
                "pg_catalog." + catalog,
                oids,
                oids);
    }
}
