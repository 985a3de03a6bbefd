package dev.godwit.postgres.reset;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * An object in a schema that does not belong to an extension.
 *
 * @param schema oid of the schema
 * @param kind and {@code identity}, as PostgreSQL names them
 * @param owner its owner
 * @param ours whether the role owns it
 */
record Thing(long schema, String kind, String identity, String owner, boolean ours) {

    /**
     * By what is recorded as depending on the schema, which every kind of object is. The owner is
     * recorded, too, unless it is the one that the cluster was made with.
     */
    private static final String ALL =
            """
            select d.refobjid::bigint, i.type, i.identity, pg_get_userbyid(o.owner), pg_has_role(o.owner, 'USAGE')
              from pg_depend d
              join pg_namespace n on n.oid = d.refobjid and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              left join pg_shdepend s on s.dbid = (select oid from pg_database where datname = current_database())
                    and s.classid = d.classid and s.objid = d.objid and s.objsubid = 0 and s.deptype = 'o'
              cross join lateral (select coalesce(s.refobjid, 10::oid)) o (owner)
              cross join lateral pg_identify_object(d.classid, d.objid, 0) i
             where d.refclassid = 'pg_namespace'::regclass and d.deptype = 'n' and d.classid <> 'pg_extension'::regclass
               and not exists (select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.objsubid = 0 and e.deptype in ('e', 'i'))
             order by i.type = 'sequence', i.type not in ('table', 'view', 'materialized view', 'foreign table'), i.type, i.identity
            """;

    /** In an order in which they can be dropped. */
    static List<Thing> all(Connection connection) throws SQLException {
        return Rows.of(
                connection,
                ALL,
                row ->
                        new Thing(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5)));
    }

    /** For people. */
    String words() {
        return "%s %s of %s".formatted(kind, identity, owner);
    }

    /** The statement that removes it, and what depends on it; valid when it has gone. */
    String drop() {
        String word =
                switch (kind) {
                    case "function", "procedure", "aggregate" -> "routine";
                    case "composite type" -> "type";
                    case "statistics object" -> "statistics";
                    default -> kind;
                };
        return "drop %s if exists %s cascade".formatted(word, identity);
    }
}
