package dev.godwit.postgres.reset;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A schema of users.
 *
 * @param owner its owner
 * @param ours whether the role may drop it and everything in it
 * @param kept whether it outlives what is in it: public, and where extensions are
 * @param tables and approximate rows, those of extensions not counted
 */
record Place(
        long oid, String name, String owner, boolean ours, boolean kept, long tables, long rows) {

    private static final String ALL =
            """
            select n.oid::bigint, n.nspname, pg_get_userbyid(n.nspowner), pg_has_role(n.nspowner, 'USAGE'),
                   n.nspname = 'public'
                     or exists (select from pg_extension e where e.extnamespace = n.oid)
                     or exists (select from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
                     or exists (select from pg_depend d join pg_depend e on e.classid = d.classid and e.objid = d.objid and e.deptype = 'e'
                                 where d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid),
                   count(c.oid), coalesce(sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)) filter (where c.relkind = 'r'), 0)::bigint
              from pg_namespace n
              left join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'f')
                    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
             where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
             group by n.oid order by n.nspname
            """;

    static List<Place> all(Connection connection) throws SQLException {
        return Rows.of(
                connection,
                ALL,
                row ->
                        new Place(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getLong(6),
                                row.getLong(7)));
    }

    /** Whether it goes as a whole. */
    boolean goes() {
        return ours && !kept;
    }
}
