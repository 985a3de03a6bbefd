package dev.godwit.plan.operation.partition;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/** What a partitioned table must be. */
final class PartitionRules {

    private PartitionRules() {}

    /** Both tables, and what was read of them together. */
    record Found(Table parent, Table partition, Partitioning live) {}

    /** Finds both; a rejection when one is missing or the first is not partitioned. */
    static Optional<Found> find(Draft draft, List<QualifiedName> both, Location at) {
        Optional<Table> parent = draft.table(both.getFirst(), at);
        Optional<Table> partition = draft.table(both.getLast(), at);
        if (parent.isEmpty() || partition.isEmpty()) {
            return Optional.empty();
        }
        QualifiedName name = parent.get().name();
        if (parent.get().kind() != Table.Kind.PARTITIONED) {
            draft.rejections()
                    .add("GW-239", at, name + " is not partitioned", "", "correct the name");
            return Optional.empty();
        }
        if (draft.live(partition.get().name()).isEmpty()
                || !draft.live(partition.get().name()).equals(Optional.of(both.getLast()))) {
            draft.rejections()
                    .add(
                            "GW-239",
                            at,
                            partition.get().name() + " is made or renamed by this plan",
                            "its rows and indexes are looked at before anything is run",
                            "attach it by a plan of its own, afterwards");
            return Optional.empty();
        }
        List<String> pointing =
                parent.get().dependents().stream()
                        .filter(one -> one.constraint() != null)
                        .map(Table.Dependent::words)
                        .toList();
        if (!pointing.isEmpty()) {
            draft.refusals()
                    .add(
                            "GW-242",
                            at,
                            "foreign keys point to %s: %s"
                                    .formatted(name, String.join(", ", pointing)),
                            "to detach a partition, now or in a rollback, reads their tables while nobody can write to them",
                            "drop them by a plan before, and add them afterwards");
            return Optional.empty();
        }
        return draft.schema()
                .objects()
                .partitioning(name, partition.get().name())
                .map(live -> new Found(parent.get(), partition.get(), live));
    }
}
