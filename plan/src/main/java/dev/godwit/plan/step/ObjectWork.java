package dev.godwit.plan.step;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

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
}
