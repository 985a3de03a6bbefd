package dev.godwit.plan.schema;

import dev.godwit.plan.sql.BuiltIn;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param rowSecurity row-level security is enabled
 * @param replicaIdentity as {@code REPLICA IDENTITY} takes it: DEFAULT, FULL, NOTHING or USING
 *     INDEX
 * @param comment on the table; empty for none
 * @param dependents what stands on it and would go with it, in words: views, and foreign keys of
 *     other tables
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
        boolean forcedRowSecurity,
        boolean rowSecurity,
        String replicaIdentity,
        String comment,
        List<Dependent> dependents) {

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
        triggers = List.copyOf(triggers);
        rules = List.copyOf(rules);
        dependents = List.copyOf(dependents);
    }

    /** A table that a plan is about to make. */
    public static Table coming(QualifiedName name, List<Column> columns) {
        return new Table(
                name,
                0,
                Kind.ORDINARY,
                columns,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                columns.size(),
                0,
                0,
                false,
                false,
                "DEFAULT",
                "",
                List.of());
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

    /**
     * A constraint.
     *
     * @param type {@code contype}: c, f, n, p, u, t or x
     * @param definition {@code pg_get_constraintdef}
     * @param references the table that a foreign key points to
     * @param comment or empty
     * @param columns of its own table
     */
    public record Constraint(
            String name,
            char type,
            String definition,
            @Nullable QualifiedName references,
            String comment,
            List<String> columns) {

        public Constraint {
            columns = List.copyOf(columns);
        }

        /** The same under another name. */
        public Constraint withName(String other) {
            return new Constraint(other, type, definition, references, comment, columns);
        }

        /** Whether an index of its own stands behind it. */
        public boolean ownsIndex() {
            return type == 'p' || type == 'u' || type == 'x';
        }
    }

    /**
     * What stands on a table.
     *
     * @param table that a foreign key belongs to; null for what is not one
     * @param words like {@code view shop.totals} or {@code foreign key items_order_fk of items}
     * @param onDelete what a foreign key does when its row goes, as SQL; empty for what is not one
     */
    public record Dependent(
            @Nullable QualifiedName table,
            @Nullable String constraint,
            String words,
            String onDelete) {}

    /** A user's trigger (internal ones are left out). */
    public record Trigger(
            String name,
            boolean before,
            boolean perRow,
            boolean onInsert,
            boolean onUpdate,
            boolean onDelete) {}

    /** The column of that name, if it exists. */
    public Optional<Column> column(String column) {
        return columns.stream().filter(found -> found.name().equals(column)).findFirst();
    }

    /** Whether an expression over its row means the same in every session. */
    public boolean builtIn(Expression expression) {
        return BuiltIn.only(
                expression,
                name ->
                        column(name)
                                .filter(column -> column.more().collation().isEmpty())
                                .map(Column::type)
                                .orElse(""));
    }

    /** The index of that name, if it exists. */
    public Optional<Index> index(String index) {
        return indexes.stream().filter(found -> found.name().equals(index)).findFirst();
    }

    /** The constraint of that name, if it exists. */
    public Optional<Constraint> constraint(String constraint) {
        return constraints.stream().filter(found -> found.name().equals(constraint)).findFirst();
    }

    /** The same under another name. */
    public Table withName(QualifiedName other) {
        return with(other, columns, attributes, constraints, dependents, replicaIdentity);
    }

    /** The same with another column at its end. */
    public Table withColumn(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return with(name, more, attributes + 1, constraints, dependents, replicaIdentity);
    }

    /** The same with a column as it is now. */
    public Table withChanged(Column column) {
        List<Column> changed =
                columns.stream()
                        .map(old -> old.name().equals(column.name()) ? column : old)
                        .toList();
        return with(name, changed, attributes, constraints, dependents, replicaIdentity);
    }

    /** The same without that column and its constraints. */
    public Table withoutColumn(String column) {
        return with(
                name,
                columns.stream().filter(one -> !one.name().equals(column)).toList(),
                attributes,
                constraints.stream().filter(one -> !one.columns().contains(column)).toList(),
                dependents,
                replicaIdentity);
    }

    /** The same with another constraint. */
    public Table withConstraint(Constraint constraint) {
        List<Constraint> more = new ArrayList<>(constraints);
        more.add(constraint);
        return with(name, columns, attributes, more, dependents, replicaIdentity);
    }

    /** The same without that constraint. */
    public Table withoutConstraint(String constraint) {
        return with(
                name,
                columns,
                attributes,
                constraints.stream().filter(one -> !one.name().equals(constraint)).toList(),
                dependents,
                replicaIdentity);
    }

    /** The same with other columns, indexes and constraints. */
    public Table withParts(
            List<Column> columns, List<Index> indexes, List<Constraint> constraints) {
        return new Table(
                name,
                oid,
                kind,
                columns,
                indexes,
                constraints,
                triggers,
                rules,
                attributes,
                estimatedRows,
                bytes,
                forcedRowSecurity,
                rowSecurity,
                replicaIdentity,
                comment,
                dependents);
    }

    /** The same without the dependent that a constraint of another table is. */
    public Table withoutDependent(QualifiedName table, String constraint) {
        return with(
                name,
                columns,
                attributes,
                constraints,
                dependents.stream()
                        .filter(
                                one ->
                                        !table.equals(one.table())
                                                || !constraint.equals(one.constraint()))
                        .toList(),
                replicaIdentity);
    }

    /** The same with another replica identity. */
    public Table withReplicaIdentity(String identity) {
        return with(name, columns, attributes, constraints, dependents, identity);
    }

    private Table with(
            QualifiedName name,
            List<Column> columns,
            int attributes,
            List<Constraint> constraints,
            List<Dependent> dependents,
            String replicaIdentity) {
        return new Table(
                name,
                oid,
                kind,
                columns,
                indexes,
                constraints,
                triggers,
                rules,
                attributes,
                estimatedRows,
                bytes,
                forcedRowSecurity,
                rowSecurity,
                replicaIdentity,
                comment,
                dependents);
    }
}
