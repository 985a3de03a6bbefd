package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A volatile function may give another value tomorrow: what it fills cannot be proven. */
public final class FunctionRule implements Rule {

    // A name stands for every function of that name: which one is meant is only known to the
    // planner.
    private static final String VOLATILE =
            """
            select exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                           where p.proname = ? and (n.nspname = any (?)) and p.provolatile = 'v')
               and not exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                               where p.proname = ? and (n.nspname = any (?)) and p.provolatile <> 'v')
            """;

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        for (Trial trial : compilation.trials()) {
            for (String function : trial.functions()) {
                int dot = function.lastIndexOf('.');
                String name = function.substring(dot + 1);
                List<String> schemas =
                        dot > 0
                                ? List.of(function.substring(0, dot))
                                : List.of("pg_catalog", trial.table().schema());
                if (Rows.holds(connection, VOLATILE, name, schemas, name, schemas)) {
                    refusals.add(
                            new Problem(
                                    "GW-247",
                                    "up of "
                                            + trial.table()
                                            + "."
                                            + trial.column()
                                            + " calls the volatile function "
                                            + function,
                                    trial.where(),
                                    "it may give another value for the same row, so nothing could be proven",
                                    "declare it STABLE or IMMUTABLE if it is, or use another"));
                }
            }
        }
        return refusals;
    }
}
