package dev.godwit.postgres.catalog;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The definitions of a run's tables as one hash, to notice that somebody else changed them. Kept in
 * the run's row by every transaction of Godwit's that changes a table, so it is right after a
 * crash.
 */
public final class Definition {

    // Indexes being built carry a reserved name and come and go; they do not count.
    private static final String HASH =
            """
            select md5(coalesce(string_agg(part, E'\\n' order by part), '')) from (
              select 'a' || attrelid || ' ' || attname || ' ' || pg_catalog.format_type(atttypid, atttypmod) || ' ' || attnotnull || attgenerated::text as part
                from pg_catalog.pg_attribute where attrelid::bigint = any (?) and attnum > 0 and not attisdropped
              union all select 'c' || conrelid || ' ' || conname || ' ' || pg_catalog.pg_get_constraintdef(oid) || convalidated
                from pg_catalog.pg_constraint where conrelid::bigint = any (?)
              union all select 'i' || indrelid || ' ' || i.relname || ' ' || indisvalid || indisunique || indkey::text
                from pg_catalog.pg_index join pg_catalog.pg_class i on i.oid = indexrelid where indrelid::bigint = any (?) and i.relname not like '\\_godwit\\_%'
              union all select 't' || tgrelid || ' ' || tgname || ' ' || tgenabled::text || tgfoid || tgtype
                from pg_catalog.pg_trigger where tgrelid::bigint = any (?) and not tgisinternal
              union all select 'r' || ev_class || ' ' || rulename from pg_catalog.pg_rewrite where ev_class::bigint = any (?)
              union all select 'n' || c.oid || ' ' || relnamespace || ' ' || relname from pg_catalog.pg_class c where c.oid::bigint = any (?)
            ) parts
            """;

    private Definition() {}

    /** The hash of the tables as the connection's transaction sees them. */
    public static String hash(Connection connection, List<Long> tables) throws SQLException {
        return Rows.of(
                        connection,
                        HASH,
                        row -> row.getString(1),
                        tables,
                        tables,
                        tables,
                        tables,
                        tables,
                        tables)
                .getFirst();
    }

    /** Keeps the present hash of the run's tables. */
    public static void keep(Connection connection, long run) throws SQLException {
        List<Long> tables = RunOptions.of(Runs.get(connection, run)).tables();
        Runs.definition(connection, run, hash(connection, tables));
    }

    /**
     * Compares with the hash that was kept last.
     *
     * @throws EngineFailure CHANGED when somebody else altered a table
     */
    public static void check(Connection connection, long id) throws SQLException {
        Run run = Runs.get(connection, id);
        if (run.definition() != null
                && !run.definition().equals(hash(connection, RunOptions.of(run).tables()))) {
            throw new EngineFailure(
                    EngineFailure.Kind.CHANGED,
                    new Problem(
                            "GW-310",
                            "somebody else changed a table of this run",
                            "run " + run.name(),
                            "its columns, constraints, indexes, triggers or rules are not what Godwit left",
                            "undo that change, or accept it: godwit resume " + run.name()),
                    null);
        }
    }
}
