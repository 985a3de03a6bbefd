package dev.godwit.plan.schema.partition;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * A partitioned table, a table that a plan attaches to it or detaches from it, and what PostgreSQL
 * makes of the bound.
 *
 * @param partitions of the table, at its first level
 * @param bound what rows of the partition must fulfil, as an expression; empty when there is none
 * @param refused why PostgreSQL does not take the bound; empty when it does
 * @param indexes of both
 */
public record Partitioning(
        QualifiedName parent,
        QualifiedName partition,
        List<Part> partitions,
        String bound,
        String refused,
        List<IndexShape> indexes) {

    public Partitioning {
        partitions = List.copyOf(partitions);
        indexes = List.copyOf(indexes);
    }

    /**
     * A partition.
     *
     * @param values {@code FOR VALUES ...} or {@code DEFAULT}
     * @param leaving whether a detach of it was begun
     */
    public record Part(QualifiedName name, String values, boolean leaving) {
        /** Whether it takes what no other one does. */
        public boolean isDefault() {
            return values.equals("DEFAULT");
        }
    }

    /** The default partition, if there is one. */
    public Optional<QualifiedName> defaultPartition() {
        return partitions.stream().filter(Part::isDefault).map(Part::name).findFirst();
    }

    /** The partition among those of the table, if it is one. */
    public Optional<Part> attached() {
        return partitions.stream().filter(part -> part.name().equals(partition)).findFirst();
    }

    /** The indexes of one of the two. */
    public List<IndexShape> indexesOf(QualifiedName table) {
        return indexes.stream().filter(index -> index.table().equals(table)).toList();
    }
}
