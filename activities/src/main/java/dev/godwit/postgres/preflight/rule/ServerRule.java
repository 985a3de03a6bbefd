package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL 14 to 18, and a server that takes writes. */
public final class ServerRule implements Rule {

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        if (schema.major() < 14 || schema.major() > 18) {
            refusals.add(
                    new Problem(
                            "GW-240",
                            "the server is PostgreSQL " + schema.major(),
                            "",
                            "Godwit is proven on 14 to 18",
                            "use a server of these versions"));
        }
        if (Rows.holds(
                connection,
                "select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'")) {
            refusals.add(
                    new Problem(
                            "GW-241",
                            "the server takes no writes",
                            "",
                            "it is a standby, or read-only",
                            "let the target's url lead to the primary"));
        }
        return refusals;
    }
}
