package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.schema.Routine;
import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Functions and procedures. */
final class Routines {

    private static final String NAME = "p.oid::pg_catalog.regprocedure::text";

    private static final String SQL =
            """
            select p.oid::bigint, %s, array[pg_catalog.pg_get_functiondef(p.oid)] || %s,
                   pg_catalog.pg_describe_object('pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0)
            from pg_catalog.pg_proc p where p.oid::bigint = any (?) and p.prokind <> 'a' order by 2
            """
                    .formatted(
                            NAME,
                            new Belongings(
                                            "routine",
                                            "routine",
                                            NAME,
                                            "p",
                                            "pg_proc",
                                            "pro",
                                            "regprocedure",
                                            'f')
                                    .sql());

    private static final String BY_TYPES =
            "select pg_catalog.to_regprocedure(?)::oid::bigint where pg_catalog.to_regprocedure(?) is not null";

    private static final String BY_NAME =
            "select p.oid::bigint from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
                    + " where n.nspname = ? and p.proname = ?";

    private Routines() {}

    static List<Routine> read(Connection connection, List<RoutineName> names) throws SQLException {
        List<Routine> found = new ArrayList<>();
        for (RoutineName name : names) {
            for (Found row :
                    Rows.of(
                            connection,
                            SQL,
                            each ->
                                    new Found(
                                            each.getLong(1),
                                            each.getString(2),
                                            Texts.of(each, 3),
                                            each.getString(4)),
                            oids(connection, name))) {
                found.add(
                        new Routine(
                                name,
                                row.signature(),
                                row.again(),
                                row.words(),
                                Uses.of(connection, "pg_proc", List.of(row.oid()))));
            }
        }
        return found;
    }

    /** A type without a schema is looked for where the statement itself will look. */
    private static List<Long> oids(Connection connection, RoutineName name) throws SQLException {
        if (name.arguments() == null) {
            return Rows.of(
                    connection,
                    BY_NAME,
                    row -> row.getLong(1),
                    name.name().schema(),
                    name.name().name());
        }
        path(connection, Scope.expressionPath(Identifier.quote(name.name().schema())));
        List<Long> oids =
                Rows.of(connection, BY_TYPES, row -> row.getLong(1), name.sql(), name.sql());
        path(connection, "pg_catalog");
        return oids;
    }

    private static void path(Connection connection, String path) throws SQLException {
        Rows.of(
                connection,
                "select set_config('search_path', ?, true)",
                row -> row.getString(1),
                path);
    }

    private record Found(long oid, String signature, List<String> again, String words) {}
}
