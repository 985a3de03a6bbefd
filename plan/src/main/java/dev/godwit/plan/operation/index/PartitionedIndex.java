package dev.godwit.plan.operation.index;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index of a partitioned table. PostgreSQL builds none CONCURRENTLY for all partitions at once,
 * and drops none so: it is built partition by partition, and dropped under a short lock on all.
 */
record PartitionedIndex(Draft draft, String word, Table table, Location at) {

    /**
     * Builds it.
     *
     * @param columns of its key
     */
    void create(ObjectWork.BuildTree build, List<String> columns) {
        Optional<PartitionTree> tree = tree();
        if (tree.isEmpty()
                || foreign(tree.get())
                || build.unique() && !keyed(tree.get(), build.name(), columns)) {
            return;
        }
        draft.step(
                draft.fills(table.name()) ? Stage.CONSTRAIN : Stage.APPLY,
                word,
                "build index %s on %s, partition by partition"
                        .formatted(build.name(), table.name()),
                build,
                new ObjectWork.DropTree(build.table(), build.name(), build.reserved()));
    }

    /** Drops it. */
    void drop(Index index) {
        Optional<PartitionTree> tree = tree();
        if (tree.isEmpty()) {
            return;
        }
        PartitionTree.Root root = tree.get().index(index.name()).orElseThrow();
        QualifiedName name = new QualifiedName(table.name().schema(), index.name());
        if (root.partOf() != null) {
            draft.rejections()
                    .add(
                            "GW-279",
                            at,
                            "%s is a part of the index %s".formatted(name, root.partOf()),
                            "PostgreSQL drops it with that one only",
                            "drop %s instead".formatted(root.partOf()));
            return;
        }
        if (foreign(tree.get())) {
            return;
        }
        int partitions = tree.get().branches().size() - 1;
        draft.notice(
                "GW-280",
                at,
                "dropping %s locks %s and its partitions (%d of them), all at once"
                        .formatted(name, table.name(), partitions),
                "for an instant, once nobody uses any of them; PostgreSQL drops no index of a partitioned table CONCURRENTLY");
        draft.step(
                Stage.CONTRACT,
                word,
                "drop index %s with those of its partitions".formatted(name),
                new ObjectWork.DropTree(table.name(), index.name(), null),
                new ObjectWork.BuildTree(
                        table.name(),
                        draft.reserved("idx"),
                        index.name(),
                        index.unique(),
                        root.parts().getFirst().definition(),
                        List.of(),
                        null,
                        root.parts()));
    }

    private Optional<PartitionTree> tree() {
        Optional<PartitionTree> tree = draft.schema().objects().tree(table.name());
        if (tree.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-239",
                            at,
                            table.name() + " is made or renamed by this plan",
                            "its partitions are looked at before anything is run",
                            "do this by a plan of its own, afterwards");
        }
        return tree;
    }

    /** A foreign table has no index, so one of the whole would never become valid. */
    private boolean foreign(PartitionTree tree) {
        List<String> foreign =
                tree.of(PartitionTree.Kind.FOREIGN).stream().map(QualifiedName::toString).toList();
        if (!foreign.isEmpty()) {
            draft.refusals()
                    .add(
                            "GW-283",
                            at,
                            "partitions of %s are foreign tables: %s"
                                    .formatted(table.name(), String.join(", ", foreign)),
                            "a foreign table has no index, and without one of each partition that of %s stays invalid"
                                    .formatted(table.name()),
                            "detach them, or make the indexes of the other partitions by an \"sql\" operation each");
        }
        return !foreign.isEmpty();
    }

    private boolean keyed(PartitionTree tree, String name, List<String> columns) {
        List<String> lacking = new ArrayList<>();
        for (PartitionTree.Branch branch : tree.branches()) {
            for (String column : branch.key()) {
                if (!columns.contains(column)) {
                    lacking.add(
                            "%s of %s"
                                    .formatted(
                                            column.isEmpty() ? "an expression" : column,
                                            branch.name()));
                }
            }
        }
        if (!lacking.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-278",
                            at,
                            "%s lacks what the table is partitioned by: %s"
                                    .formatted(name, String.join(", ", lacking)),
                            "PostgreSQL looks for equal values within one partition only",
                            "add it to columns, or leave unique away");
        }
        return lacking.isEmpty();
    }
}
