package dev.godwit.plan.schema.partition;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * An index of a partitioned table, or of one that may become a partition.
 *
 * @param constrained whether a constraint owns it
 * @param shape the same text for two indexes of which one can be a partition of the other
 * @param rest its definition from the method on: {@code btree (a, b) WHERE ...}
 * @param columns its key: columns, quoted where needed, and expressions
 */
public record IndexShape(
        QualifiedName table,
        String name,
        boolean unique,
        boolean constrained,
        String shape,
        String rest,
        List<String> columns) {

    public IndexShape {
        columns = List.copyOf(columns);
    }
}
