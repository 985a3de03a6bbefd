package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Row security would hide rows from the backfill and from the proof. */
public final class RowSecurityRule implements Rule {

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        if (Rows.holds(
                connection,
                "select rolbypassrls or rolsuper from pg_catalog.pg_roles where rolname = current_user")) {
            return List.of();
        }
        return schema.tables().stream()
                .filter(Table::forcedRowSecurity)
                .map(
                        table ->
                                new Problem(
                                        "GW-244",
                                        table.name() + " forces row level security on its owner",
                                        "",
                                        "rows that the role cannot see would be neither filled nor proven",
                                        "give the target's role BYPASSRLS, or NO FORCE for the time of the run"))
                .toList();
    }
}
