package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table that is written and published for that has a replica identity, or it fails. */
public final class Publications implements Rule {

    private static final String CODE = "GW-256";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        Set<Long> filled =
                subject.steps().stream()
                        .flatMap(step -> written(step.work()).stream())
                        .flatMap(
                                name ->
                                        subject.schema().tables().stream()
                                                .filter(table -> table.name().equals(name)))
                        .map(Table::oid)
                        .collect(Collectors.toSet());
        return Rule.names(
                        connection,
                        subject,
                        """
                        select c.oid::text
                          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                         where c.oid = any (?::bigint[]::oid[])
                           and exists (select from pg_catalog.pg_publication_tables t
                                         join pg_catalog.pg_publication p on p.pubname = t.pubname
                                        where (p.pubupdate or p.pubdelete) and t.schemaname = n.nspname and t.tablename = c.relname)
                           and (c.relreplident = 'n'
                             or c.relreplident = 'd' and not exists (
                                  select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary)
                             or c.relreplident = 'i' and not exists (
                                  select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisreplident))
                         order by 1
                        """)
                .stream()
                .map(Long::valueOf)
                .filter(filled::contains)
                .flatMap(
                        oid ->
                                subject.schema().tables().stream()
                                        .filter(table -> table.oid() == oid))
                .map(
                        table ->
                                new Problem(
                                        CODE,
                                        "%s is published for UPDATE or DELETE without a replica identity"
                                                .formatted(table.name()),
                                        subject.source(),
                                        "PostgreSQL refuses every such statement on the table, so no row can be filled or deleted",
                                        "alter table %s replica identity using index ..., or add a primary key"
                                                .formatted(table.name().sql())))
                .toList();
    }

    private static Optional<QualifiedName> written(Work work) {
        return Optional.ofNullable(
                switch (work) {
                    case Work.Fill fill -> fill.table();
                    case RowWork.FillAll fill -> fill.table();
                    case RowWork.RunBody body -> body.table();
                    case RowWork.DeleteRows delete -> delete.table();
                    default -> null;
                });
    }
}
