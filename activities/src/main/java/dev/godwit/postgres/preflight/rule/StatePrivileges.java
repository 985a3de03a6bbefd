package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The role may create schema godwit, or use the one that is there. */
public final class StatePrivileges implements Rule {

    private static final String CODE = "GW-252";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select current_user, pg_catalog.current_database(),
                                       pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
                                       (select pg_catalog.has_schema_privilege(oid, 'USAGE')
                                           and pg_catalog.has_schema_privilege(oid, 'CREATE')
                                          from pg_catalog.pg_namespace where nspname = 'godwit')
                                """);
                ResultSet row = select.executeQuery()) {
            row.next();
            String role = row.getString(1);
            Boolean schema = row.getObject(4, Boolean.class);
            if (schema == null && !row.getBoolean(3)) {
                String database = row.getString(2);
                return refuse(
                        subject,
                        "role \"%s\" may not create schema godwit".formatted(role),
                        "it lacks CREATE on database \"%s\"".formatted(database),
                        "grant create on database \"%s\" to \"%s\"".formatted(database, role));
            }
            return schema == null || schema
                    ? List.of()
                    : refuse(
                            subject,
                            "role \"%s\" may not use schema godwit".formatted(role),
                            "it lacks USAGE or CREATE on the schema",
                            "grant usage, create on schema godwit to \"%s\"".formatted(role));
        }
    }

    private static List<Problem> refuse(Subject subject, String what, String because, String next) {
        return List.of(new Problem(CODE, what, subject.source(), because, next));
    }
}
