package dev.godwit.plan.schema;

import java.util.List;

/**
 * An index.
 *
 * @param columns names of its plain key columns in order; an expression stands as empty text
 * @param definition {@code pg_get_indexdef}
 * @param ownedByConstraint name of the constraint that owns it, or empty
 * @param uses all columns that it reads, also in expressions and its predicate
 * @param comment or empty
 */
public record Index(
        String name,
        boolean unique,
        boolean primary,
        boolean valid,
        boolean partial,
        List<String> columns,
        String definition,
        String ownedByConstraint,
        List<String> uses,
        String comment) {
    public Index {
        columns = List.copyOf(columns);
        uses = List.copyOf(uses);
    }

    /** One without a comment. */
    public Index(
            String name,
            boolean unique,
            boolean primary,
            boolean valid,
            boolean partial,
            List<String> columns,
            String definition,
            String ownedByConstraint,
            List<String> uses) {
        this(
                name,
                unique,
                primary,
                valid,
                partial,
                columns,
                definition,
                ownedByConstraint,
                uses,
                "");
    }
}
