package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * A relation as the catalog describes it.
 *
 * @param oid pg_class.oid
 * @param kind what sort of relation it is
 * @param attributes {@code max(attnum)}: how many attributes were ever used (limit 1,600)
 * @param estimatedRows {@code reltuples}; -1 when never analysed
 * @param bytes size of the heap
 * @param forcedRowSecurity FORCE ROW LEVEL SECURITY is on
 * @param rules names of the table's rewrite rules
 */
public record Table(
        QualifiedName name,
        long oid,
        Kind kind,
        List<Column> columns,
        List<Index> indexes,
        List<Constraint> constraints,
        List<Trigger> triggers,
        List<String> rules,
        int attributes,
        long estimatedRows,
        long bytes,
        boolean forcedRowSecurity) {

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
        triggers = List.copyOf(triggers);
        rules = List.copyOf(rules);
    }

    /** Sorts of relations; only ORDINARY can be migrated today. */
    public enum Kind {
        ORDINARY,
        PARTITIONED,
        PARTITION,
        INHERITED,
        FOREIGN,
        TEMPORARY,
        SYSTEM,
        VIEW,
        MATERIALIZED_VIEW,
        OTHER
    }

    /** A column. @param type as {@code format_type} writes it; @param defaultExpression or empty */
    public record Column(
            String name,
            String type,
            boolean notNull,
            boolean generated,
            boolean identity,
            String defaultExpression) {}

    /**
     * An index.
     *
     * @param columns names of its plain key columns in order; an expression stands as empty text
     * @param definition {@code pg_get_indexdef}
     * @param ownedByConstraint name of the constraint that owns it, or empty
     */
    public record Index(
            String name,
            boolean unique,
            boolean primary,
            boolean valid,
            boolean partial,
            List<String> columns,
            String definition,
            String ownedByConstraint) {
        public Index {
            columns = List.copyOf(columns);
        }
    }

    /** A constraint. @param type {@code contype}: c, f, n, p, u, t or x */
    public record Constraint(String name, char type, String definition) {}

    /** A user's trigger (internal ones are left out). */
    public record Trigger(
            String name, boolean before, boolean perRow, boolean onInsert, boolean onUpdate) {}

    /** The column of that name, if it exists. */
    public Optional<Column> column(String column) {
        return columns.stream().filter(found -> found.name().equals(column)).findFirst();
    }

    /** The index of that name, if it exists. */
    public Optional<Index> index(String index) {
        return indexes.stream().filter(found -> found.name().equals(index)).findFirst();
    }
}
