package dev.godwit.postgres.catalog;

import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds relations by name. A name that does not exist is left out, never an error. */
public final class Relations {

    private Relations() {}

    /** The oids of the tables, and of the tables that own the indexes, ascending, each once. */
    public static List<Long> find(
            Connection connection, List<QualifiedName> tables, List<QualifiedName> indexes)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select c.oid::bigint
                          from unnest(?::text[], ?::text[]) as wanted (schema, name)
                          join pg_catalog.pg_namespace n on n.nspname = wanted.schema
                          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
                         where c.relkind not in ('i', 'I')
                        union
                        select i.indrelid::bigint
                          from unnest(?::text[], ?::text[]) as wanted (schema, name)
                          join pg_catalog.pg_namespace n on n.nspname = wanted.schema
                          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
                          join pg_catalog.pg_index i on i.indexrelid = c.oid
                         order by 1
                        """)) {
            names(connection, select, 1, tables);
            names(connection, select, 3, indexes);
            try (ResultSet row = select.executeQuery()) {
                List<Long> oids = new ArrayList<>();
                while (row.next()) {
                    oids.add(row.getLong(1));
                }
                return oids;
            }
        }
    }

    private static void names(
            Connection connection, PreparedStatement select, int at, List<QualifiedName> names)
            throws SQLException {
        Object[] schemas = names.stream().map(QualifiedName::schema).toArray();
        Object[] relations = names.stream().map(QualifiedName::name).toArray();
        select.setArray(at, connection.createArrayOf("text", schemas));
        select.setArray(at + 1, connection.createArrayOf("text", relations));
    }
}
