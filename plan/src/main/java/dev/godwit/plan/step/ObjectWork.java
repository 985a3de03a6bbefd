package dev.godwit.plan.step;

import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cannot run in a transaction, so that a killed attempt leaves something behind: each looks
 * first how it stands, and goes on from there.
 */
public sealed interface ObjectWork extends Work {

    /**
     * Takes a partition out of its table: CONCURRENTLY, or in one short transaction where a default
     * partition forbids that. A detach that was killed is finished. The CHECK that PostgreSQL
     * leaves on the partition is dropped.
     *
     * @param constraints of the partition that are its own, by name
     * @param bound what the CHECK says, as PostgreSQL prints it
     * @param begins false to finish one that was killed, and to leave alone what was not begun
     */
    record Detach(
            QualifiedName parent,
            QualifiedName partition,
            List<String> constraints,
            String bound,
            boolean begins)
            implements ObjectWork {
        public Detach {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * Builds an index anew, CONCURRENTLY. What a killed attempt has left beside it is dropped
     * first.
     *
     * @param table that it belongs to
     * @param begins false to drop that only
     */
    record Reindex(QualifiedName table, QualifiedName index, boolean begins)
            implements ObjectWork {}

    /**
     * Builds an index of a partitioned table: on the partitioned ones alone, CONCURRENTLY on each
     * leaf, then attached upwards; under reserved names until all of it is valid. Partitions that
     * come meanwhile are built as well.
     *
     * @param reserved Godwit's own name while it is built; those of partitions begin with it
     * @param definition what stands behind the table's name: {@code using btree (a) where ...}
     * @param uniqueKey as of {@link Work.BuildIndex}
     * @param known names and definitions of those that partitions are to have; the others get names
     *     as PostgreSQL gives them
     */
    record BuildTree(
            QualifiedName table,
            String reserved,
            String name,
            boolean unique,
            String definition,
            List<String> uniqueKey,
            @Nullable String predicate,
            List<PartitionTree.Part> known)
            implements ObjectWork {
        public BuildTree {
            uniqueKey = List.copyOf(uniqueKey);
            known = List.copyOf(known);
        }
    }

    /**
     * Drops an index of a partitioned table, with those of its partitions, under a lock on all of
     * them. Of one that a {@link BuildTree} of the same step has built, what is not attached yet
     * goes CONCURRENTLY.
     *
     * @param reserved name of the build; null to drop the index whoever has made it
     */
    record DropTree(QualifiedName table, String name, @Nullable String reserved)
            implements ObjectWork {}
}
