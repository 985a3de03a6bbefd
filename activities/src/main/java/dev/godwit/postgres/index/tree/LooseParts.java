package dev.godwit.postgres.index.tree;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.index.ConcurrentBuild;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Parts of an index that are attached to nothing: not yet, or not any more, since their table has
 * been detached. Known by the name under which the build has made them.
 */
record LooseParts(Database database, StepContext step, LockTries tries, Attempt attempt) {

    // Neither the index of the table itself nor one that has been attached: those go with it.
    private static final String LOOSE =
            """
            select n.nspname, c.relname, c.relkind = 'I', tn.nspname, t.relname
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_index x on x.indexrelid = c.oid
            join pg_catalog.pg_class t on t.oid = x.indrelid join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
            where starts_with(c.relname, ?) and not exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
            order by c.relname
            """;

    /** An index that belongs to nothing. */
    private record Loose(QualifiedName name, boolean partitioned, QualifiedName table) {}

    /** Drops them, CONCURRENTLY but for those of partitioned tables. */
    void drop(Connection connection, String reserved, TreePart part) throws SQLException {
        ConcurrentBuild builds = new ConcurrentBuild(database, step, attempt, connection);
        List<Loose> found =
                Rows.of(
                        connection,
                        LOOSE,
                        row ->
                                new Loose(
                                        new QualifiedName(row.getString(1), row.getString(2)),
                                        row.getBoolean(3),
                                        new QualifiedName(row.getString(4), row.getString(5))),
                        reserved + "_");
        for (Loose one : found) {
            attempt.check();
            if (one.partitioned()) {
                new Statements(database, step, tries, attempt)
                        .run(
                                Work.Ddl.on(
                                        one.table(),
                                        LockMode.ACCESS_EXCLUSIVE,
                                        List.of("drop index " + one.name().sql())),
                                "index.dropped",
                                part);
            } else {
                builds.drop(one.name());
            }
        }
    }
}
