package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The role owns the tables, by itself, by membership or as superuser, and may create in their
 * schemas: ALTER TABLE asks for the first, CREATE INDEX for the second too.
 */
public final class TableOwner implements Rule {

    private static final String OWNER = "GW-253";
    private static final String SCHEMA = "GW-254";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (String table :
                Rule.names(
                        connection,
                        subject.oidsWithPartitions(),
                        """
                        select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
                          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                         where c.oid = any (?::bigint[]::oid[])
                           and not pg_catalog.pg_has_role(c.relowner, 'USAGE') order by 1
                        """)) {
            problems.add(
                    new Problem(
                            OWNER,
                            "the target's role does not own %s".formatted(table),
                            subject.source(),
                            "PostgreSQL lets only a table's owner alter it",
                            "grant the owner's role to the target's role, or run as the owner"));
        }
        for (String schema :
                Rule.names(
                        connection,
                        subject.oidsWithPartitions(),
                        """
                        select distinct pg_catalog.quote_ident(n.nspname)
                          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                         where c.oid = any (?::bigint[]::oid[])
                           and not pg_catalog.has_schema_privilege(n.oid, 'CREATE') order by 1
                        """)) {
            problems.add(
                    new Problem(
                            SCHEMA,
                            "the target's role may not create in schema %s".formatted(schema),
                            subject.source(),
                            "an index is created in its table's schema",
                            "grant usage, create on schema %s to the target's role"
                                    .formatted(schema)));
        }
        return problems;
    }
}
