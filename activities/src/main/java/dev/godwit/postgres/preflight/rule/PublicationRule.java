package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A published table without replica identity refuses every UPDATE, so it cannot be filled. */
public final class PublicationRule implements Rule {

    private static final String UNIDENTIFIED =
            """
            select exists (select from pg_catalog.pg_publication_tables p join pg_catalog.pg_publication u on u.pubname = p.pubname and u.pubupdate
                           where p.schemaname = ? and p.tablename = ?)
               and not exists (select from pg_catalog.pg_class c join pg_catalog.pg_index i on i.indrelid = c.oid
                               where c.oid = ?::bigint::oid and (c.relreplident = 'd' and i.indisprimary or c.relreplident = 'i' and i.indisreplident))
               and (select relreplident <> 'f' from pg_catalog.pg_class where oid = ?::bigint::oid)
            """;

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        for (Table table : schema.tables()) {
            boolean filled =
                    compilation.steps().stream()
                            .anyMatch(
                                    step ->
                                            step.work() instanceof Work.Fill fill
                                                    && fill.table().equals(table.name()));
            if (filled
                    && Rows.holds(
                            connection,
                            UNIDENTIFIED,
                            table.name().schema(),
                            table.name().name(),
                            table.oid(),
                            table.oid())) {
                refusals.add(
                        new Problem(
                                "GW-246",
                                table.name() + " is published without a replica identity",
                                "",
                                "PostgreSQL refuses every UPDATE of it",
                                "alter table "
                                        + table.name().sql()
                                        + " replica identity full, or give it a primary key"));
            }
        }
        return refusals;
    }
}
