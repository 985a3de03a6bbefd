package dev.godwit.postgres.catalog;

import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Kind;
import dev.godwit.plan.sql.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one relation. */
final class TableReader {

    private static final String RELATION =
            """
            select n.nspname, c.relname, c.relkind, c.relpersistence, c.relispartition,
                   c.oid < 16384 or n.nspname in ('pg_catalog', 'information_schema', 'pg_toast') as system,
                   exists (select from pg_catalog.pg_inherits h
                            where h.inhrelid = c.oid or h.inhparent = c.oid) as inherits,
                   coalesce((select max(a.attnum) from pg_catalog.pg_attribute a
                              where a.attrelid = c.oid), 0) as attributes,
                   c.reltuples::bigint as rows,
                   case when c.relkind in ('r', 'm') then pg_catalog.pg_relation_size(c.oid) else 0 end as bytes,
                   c.relforcerowsecurity
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid = ?::bigint::oid
            """;

    private TableReader() {}

    /** The relation, or nothing when it has gone. */
    static Optional<Table> read(Connection connection, long oid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RELATION)) {
            select.setLong(1, oid);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Table(
                                new QualifiedName(
                                        row.getString("nspname"), row.getString("relname")),
                                oid,
                                kind(row),
                                TableParts.columns(connection, oid),
                                TableParts.indexes(connection, oid),
                                TableParts.constraints(connection, oid),
                                TableParts.triggers(connection, oid),
                                rules(connection, oid),
                                row.getInt("attributes"),
                                row.getLong("rows"),
                                row.getLong("bytes"),
                                row.getBoolean("relforcerowsecurity")));
            }
        }
    }

    private static Kind kind(ResultSet row) throws SQLException {
        if (row.getString("relpersistence").equals("t")) {
            return Kind.TEMPORARY;
        }
        if (row.getBoolean("system")) {
            return Kind.SYSTEM;
        }
        return switch (row.getString("relkind")) {
            case "p" -> Kind.PARTITIONED;
            case "f" -> Kind.FOREIGN;
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALIZED_VIEW;
            case "r" -> {
                if (row.getBoolean("relispartition")) {
                    yield Kind.PARTITION;
                }
                yield row.getBoolean("inherits") ? Kind.INHERITED : Kind.ORDINARY;
            }
            default -> Kind.OTHER;
        };
    }

    private static List<String> rules(Connection connection, long oid) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select rulename from pg_catalog.pg_rewrite
                         where ev_class = ?::bigint::oid and rulename <> '_RETURN' order by 1
                        """)) {
            select.setLong(1, oid);
            try (ResultSet row = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }
}
