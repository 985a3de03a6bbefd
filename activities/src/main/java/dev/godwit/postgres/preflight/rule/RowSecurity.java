package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** No policy hides rows from Godwit: rows that it cannot see it can neither fill nor compare. */
public final class RowSecurity implements Rule {

    private static final String CODE = "GW-255";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        return Rule.names(
                        connection,
                        subject,
                        """
                        select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
                          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                         where c.oid = any (?::bigint[]::oid[]) and c.relrowsecurity and c.relforcerowsecurity
                           and not exists (select from pg_catalog.pg_roles r
                                            where r.rolname = current_user and (r.rolbypassrls or r.rolsuper))
                         order by 1
                        """)
                .stream()
                .map(
                        table ->
                                new Problem(
                                        CODE,
                                        "row security is forced on %s".formatted(table),
                                        subject.source(),
                                        "the target's role lacks BYPASSRLS, so policies may hide rows from it",
                                        "alter role ... bypassrls, or run as a role that has it"))
                .toList();
    }
}
