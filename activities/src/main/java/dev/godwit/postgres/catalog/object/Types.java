package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Enums, and whatever else stands under such a name. */
final class Types {

    private static final String NAME = "pg_catalog.format('%I.%I', n.nspname, t.typname)";

    private static final String SQL =
            """
            select t.oid::bigint, t.typarray::bigint, t.typtype = 'e',
                   array(select e.enumlabel::text from pg_catalog.pg_enum e where e.enumtypid = t.oid order by e.enumsortorder),
                   case when t.typtype = 'e' then array[(select pg_catalog.format('create type %%s as enum (%%s)', %s,
                     string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) from pg_catalog.pg_enum e where e.enumtypid = t.oid)]
                     || %s else '{}' end
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where n.nspname = ? and t.typname = ?
            """
                    .formatted(
                            NAME,
                            new Belongings(
                                            "type", "type", NAME, "t", "pg_type", "typ", "regtype",
                                            'T')
                                    .sql());

    private Types() {}

    static List<NamedType> read(Connection connection, List<QualifiedName> names)
            throws SQLException {
        List<NamedType> found = new ArrayList<>();
        for (QualifiedName name : names) {
            List<Found> rows =
                    Rows.of(
                            connection,
                            SQL,
                            row ->
                                    new Found(
                                            List.of(row.getLong(1), row.getLong(2)),
                                            row.getBoolean(3),
                                            Texts.of(row, 4),
                                            Texts.of(row, 5)),
                            name.schema(),
                            name.name());
            for (Found row : rows) {
                found.add(
                        new NamedType(
                                name,
                                row.enumeration(),
                                row.values(),
                                row.again(),
                                Uses.of(connection, "pg_type", row.oids())));
            }
        }
        return found;
    }

    private record Found(
            List<Long> oids, boolean enumeration, List<String> values, List<String> again) {}
}
