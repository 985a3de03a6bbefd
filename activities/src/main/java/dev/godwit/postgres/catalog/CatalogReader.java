package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Reads the part of the schema that a plan touches. For PostgreSQL 14 to 18. */
public final class CatalogReader {

    private static final String RELATIONS =
            """
            select n.nspname, c.relname, c.relkind
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) order by 1, 2
            """;

    private static final String TABLE =
            """
            select c.oid::bigint as oid, c.relkind, c.relpersistence, c.relispartition, c.reltuples::bigint as estimate,
                   pg_catalog.pg_relation_size(c.oid) as bytes, c.relforcerowsecurity, c.relrowsecurity,
                   case c.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then (
                     select pg_catalog.format('USING INDEX %I', i.relname) from pg_catalog.pg_index x
                       join pg_catalog.pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisreplident) end as identity,
                   coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') as comment,
                   n.nspname in ('pg_catalog', 'information_schema', 'pg_toast', 'godwit') as system,
                   exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid or i.inhparent = c.oid) as inherits,
                   (select coalesce(max(attnum), 0) from pg_catalog.pg_attribute where attrelid = c.oid) as attributes,
                   array(select rulename::text from pg_catalog.pg_rewrite where ev_class = c.oid and c.relkind in ('r', 'p') order by 1) as rules
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = ? and c.relkind not in ('i', 'I', 'S', 'c', 't')
            """;

    private static final String TABLE_OF_INDEX =
            """
            select tn.nspname, t.relname
            from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
            join pg_catalog.pg_namespace n on n.oid = i.relnamespace
            join pg_catalog.pg_class t on t.oid = x.indrelid join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
            where n.nspname = ? and i.relname = ?
            """;

    private CatalogReader() {}

    /** Reads the tables, and the tables that the indexes belong to. */
    public static LiveSchema read(
            Connection connection, List<QualifiedName> tables, List<QualifiedName> indexes)
            throws SQLException {
        Set<QualifiedName> wanted = new LinkedHashSet<>(tables);
        Set<String> schemas = new TreeSet<>();
        tables.forEach(table -> schemas.add(table.schema()));
        for (QualifiedName index : indexes) {
            schemas.add(index.schema());
            wanted.addAll(tableOf(connection, index));
        }
        List<QualifiedName> tableNames = new ArrayList<>();
        List<QualifiedName> relationNames = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(RELATIONS)) {
            select.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    QualifiedName name = new QualifiedName(row.getString(1), row.getString(2));
                    relationNames.add(name);
                    if ("rp".contains(row.getString(3))) {
                        tableNames.add(name);
                    }
                }
            }
        }
        List<Table> found = new ArrayList<>();
        for (QualifiedName name : wanted) {
            found.addAll(table(connection, name));
        }
        return new LiveSchema(version(connection), found, tableNames, relationNames);
    }

    /** {@code server_version_num}. */
    public static int version(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select current_setting('server_version_num')::int");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<QualifiedName> tableOf(Connection connection, QualifiedName index)
            throws SQLException {
        return Rows.of(
                connection,
                TABLE_OF_INDEX,
                row -> new QualifiedName(row.getString(1), row.getString(2)),
                index.schema(),
                index.name());
    }

    private static List<Table> table(Connection connection, QualifiedName name)
            throws SQLException {
        List<Table> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TABLE)) {
            select.setString(1, name.schema());
            select.setString(2, name.name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long oid = row.getLong("oid");
                    found.add(
                            new Table(
                                    name,
                                    oid,
                                    kind(row),
                                    TableParts.columns(connection, oid),
                                    TableParts.indexes(connection, oid),
                                    TableParts.constraints(connection, oid),
                                    TableParts.triggers(connection, oid),
                                    List.of((String[]) row.getArray("rules").getArray()),
                                    row.getInt("attributes"),
                                    row.getLong("estimate"),
                                    row.getLong("bytes"),
                                    row.getBoolean("relforcerowsecurity"),
                                    row.getBoolean("relrowsecurity"),
                                    Objects.requireNonNullElse(
                                            row.getString("identity"), "DEFAULT"),
                                    row.getString("comment"),
                                    TableParts.dependents(connection, oid)));
                }
            }
        }
        return found;
    }

    private static Table.Kind kind(ResultSet row) throws SQLException {
        if (row.getBoolean("system")) {
            return Table.Kind.SYSTEM;
        }
        if (row.getString("relpersistence").equals("t")) {
            return Table.Kind.TEMPORARY;
        }
        return switch (row.getString("relkind")) {
            case "p" -> Table.Kind.PARTITIONED;
            case "f" -> Table.Kind.FOREIGN;
            case "v" -> Table.Kind.VIEW;
            case "m" -> Table.Kind.MATERIALIZED_VIEW;
            case "r" ->
                    row.getBoolean("relispartition")
                            ? Table.Kind.PARTITION
                            : row.getBoolean("inherits")
                                    ? Table.Kind.INHERITED
                                    : Table.Kind.ORDINARY;
            default -> Table.Kind.OTHER;
        };
    }
}
