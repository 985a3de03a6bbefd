package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Only an owner, or a member of it, may alter a table, enable a trigger always, or create an index.
 */
public final class OwnerRule implements Rule {

    private static final String OWNER =
            "select pg_has_role(relowner, 'usage') from pg_catalog.pg_class where oid = ?::bigint::oid";
    private static final String OWNER_NAME =
            "select relowner::regrole::text || '|' || current_user from pg_catalog.pg_class where oid = ?::bigint::oid";

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        for (Table table : schema.tables()) {
            if (!Rows.holds(connection, OWNER, table.oid())) {
                String[] names =
                        Rows.of(connection, OWNER_NAME, row -> row.getString(1), table.oid())
                                .getFirst()
                                .split("\\|", 2);
                refusals.add(
                        new Problem(
                                "GW-242",
                                "the role " + names[1] + " may not alter " + table.name(),
                                "",
                                "the table belongs to " + names[0],
                                "grant " + names[0] + " to " + Identifier.quote(names[1]) + ";"));
            }
            if (!Rows.holds(
                            connection,
                            "select has_schema_privilege(?, 'create')",
                            table.name().schema())
                    && compilation.steps().stream()
                            .anyMatch(step -> step.operation().endsWith("_index"))) {
                refusals.add(
                        new Problem(
                                "GW-243",
                                "the role may not create an index in schema "
                                        + table.name().schema(),
                                "",
                                "CREATE on the schema is missing",
                                "grant create on schema "
                                        + Identifier.quote(table.name().schema())
                                        + " to the target's role"));
            }
        }
        return refusals;
    }
}
