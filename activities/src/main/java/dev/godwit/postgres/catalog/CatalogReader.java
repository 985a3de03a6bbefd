package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the part of a database's schema that a plan touches, on PostgreSQL 14 to 18. Reads the
 * catalog only: no lock on a user's table that another session could feel.
 */
public final class CatalogReader {

    private CatalogReader() {}

    /**
     * Reads the tables, and the tables that own the indexes; a name that does not exist is left
     * out.
     */
    public static LiveSchema read(
            Connection connection, List<QualifiedName> tables, List<QualifiedName> indexes)
            throws SQLException {
        List<Table> found = new ArrayList<>();
        for (long oid : Relations.find(connection, tables, indexes)) {
            found.addAll(TableReader.read(connection, oid).stream().toList());
        }
        Object[] schemas =
                Stream.concat(tables.stream(), indexes.stream())
                        .map(QualifiedName::schema)
                        .distinct()
                        .toArray();
        return new LiveSchema(
                version(connection),
                found,
                names(connection, schemas, "('r', 'p', 'f', 'v', 'm')"),
                names(connection, schemas, "('r', 'p', 'f', 'v', 'm', 'i', 'I', 'S', 'c')"));
    }

    private static int version(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select pg_catalog.current_setting('server_version_num')::int");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<QualifiedName> names(Connection connection, Object[] schemas, String kinds)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select n.nspname, c.relname
                          from pg_catalog.pg_class c
                          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = any (?::text[]) and c.relkind in %s
                         order by 1, 2
                        """
                                .formatted(kinds))) {
            select.setArray(1, connection.createArrayOf("text", schemas));
            try (ResultSet row = select.executeQuery()) {
                List<QualifiedName> names = new ArrayList<>();
                while (row.next()) {
                    names.add(new QualifiedName(row.getString(1), row.getString(2)));
                }
                return names;
            }
        }
    }
}
