package dev.godwit.plan.schema;

import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * What a plan names beside tables, as far as it exists.
 *
 * @param types enums, and other types that stand under a name that the plan gives to an enum
 * @param views of both kinds
 * @param routines functions and procedures
 * @param triggers of tables and views
 * @param partitionings tables that are attached or detached, with what they are partitions of
 * @param trees partitioned tables that get or lose an index
 */
public record LiveObjects(
        List<NamedType> types,
        List<View> views,
        List<Routine> routines,
        List<NamedTrigger> triggers,
        List<Partitioning> partitionings,
        List<PartitionTree> trees) {

    /** None. */
    public static final LiveObjects NONE =
            new LiveObjects(List.of(), List.of(), List.of(), List.of(), List.of());

    public LiveObjects {
        types = List.copyOf(types);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        triggers = List.copyOf(triggers);
        partitionings = List.copyOf(partitionings);
        trees = List.copyOf(trees);
    }

    /** Without partitioned tables that get or lose an index. */
    public LiveObjects(
            List<NamedType> types,
            List<View> views,
            List<Routine> routines,
            List<NamedTrigger> triggers,
            List<Partitioning> partitionings) {
        this(types, views, routines, triggers, partitionings, List.of());
    }

    /** The partitioned table of that name. */
    public Optional<PartitionTree> tree(QualifiedName table) {
        return trees.stream().filter(one -> one.table().equals(table)).findFirst();
    }

    /** The two, if both were found. */
    public Optional<Partitioning> partitioning(QualifiedName parent, QualifiedName partition) {
        return partitionings.stream()
                .filter(one -> one.parent().equals(parent) && one.partition().equals(partition))
                .findFirst();
    }
}
