package dev.godwit.preview;

import dev.godwit.plan.Plan;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewStep.PreviewRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps as they would be run on a target as it is now. */
final class Outlook {

    /** Partitions are counted in. */
    private static final String SIZE =
            """
            select case when bool_and(c.reltuples < 0) then -1 else sum(greatest(c.reltuples, 0)) end::bigint,
                   sum(pg_catalog.pg_table_size(c.oid))::bigint, sum(pg_catalog.pg_indexes_size(c.oid))::bigint
            from pg_catalog.pg_class c where c.relkind in ('r', 'p', 'm') and (c.oid = pg_catalog.to_regclass(?)
               or c.oid in (select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?))))
            having count(*) > 0
            """;

    private final Connection connection;
    private final Division division;
    private final Set<Division.Named> named = new LinkedHashSet<>();

    /**
     * @param plan null for migrations of a project
     */
    Outlook(Connection connection, @Nullable Plan plan) {
        this.connection = connection;
        this.division = new Division(connection, plan);
    }

    List<PreviewStep> steps(List<Step> steps) throws SQLException {
        List<PreviewStep> seen = new ArrayList<>();
        for (Step step : steps) {
            Optional<Division.Divided> divided = division.of(step.work());
            divided.ifPresent(one -> named.add(one.table()));
            PreviewRows rows = divided.map(Division.Divided::rows).orElse(null);
            seen.add(
                    new PreviewStep(
                            step.number(),
                            Phase.valueOf(step.stage().name()).toString(),
                            step.operation(),
                            step.summary(),
                            Pieces.of(step.work(), divided.map(Division.Divided::ranges)),
                            rows,
                            step.undo().stream()
                                    .map(work -> Pieces.of(work, Optional.empty()))
                                    .toList(),
                            step.losses()));
        }
        return seen;
    }

    /** Those whose rows are worked on, in that order, as far as they are there. */
    List<PreviewTable> tables(List<PreviewStep> steps) throws SQLException {
        List<PreviewTable> tables = new ArrayList<>();
        for (Division.Named table : named) {
            tables.addAll(
                    Rows.of(
                            connection,
                            SIZE,
                            row ->
                                    new PreviewTable(
                                            table.words(),
                                            row.getLong(1),
                                            row.getLong(2),
                                            row.getLong(3)),
                            table.sql(),
                            table.sql()));
        }
        return tables;
    }
}
