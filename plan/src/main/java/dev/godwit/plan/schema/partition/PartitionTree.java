package dev.godwit.plan.schema.partition;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partitioned table with its partitions of all levels.
 *
 * @param branches the table itself and its partitions, each behind the one it belongs to
 * @param indexes those of the table, with theirs
 */
public record PartitionTree(QualifiedName table, List<Branch> branches, List<Root> indexes) {

    public PartitionTree {
        branches = List.copyOf(branches);
        indexes = List.copyOf(indexes);
    }

    /** What a partition is. */
    public enum Kind {
        PARTITIONED,
        LEAF,
        FOREIGN
    }

    /**
     * The table or a partition.
     *
     * @param key columns by which it is partitioned itself; an expression stands as empty text
     */
    public record Branch(long oid, QualifiedName name, Kind kind, List<String> key) {
        public Branch {
            key = List.copyOf(key);
        }
    }

    /**
     * An index of the table.
     *
     * @param partOf the index above it, of which it is a part; null for none
     * @param parts itself first, then those of partitions that belong to it
     */
    public record Root(@Nullable QualifiedName partOf, List<Part> parts) {
        public Root {
            parts = List.copyOf(parts);
        }

        /** Its name. */
        public String name() {
            return parts.getFirst().name();
        }
    }

    /**
     * An index of one table.
     *
     * @param definition what stands behind the table's name: {@code using btree (a) where ...}
     */
    public record Part(QualifiedName table, String name, String definition) {}

    /** Those of a kind. */
    public List<QualifiedName> of(Kind kind) {
        return branches.stream().filter(one -> one.kind() == kind).map(Branch::name).toList();
    }

    /** The index of that name. */
    public Optional<Root> index(String name) {
        return indexes.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
