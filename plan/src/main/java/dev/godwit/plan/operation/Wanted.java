package dev.godwit.plan.operation;

import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operation names beside tables and indexes, so that it is read of the catalog.
 *
 * @param types names of types
 * @param views names of views
 * @param routines functions and procedures
 * @param triggers with their tables
 * @param partitions tables with what they are to be, or are, partitions of
 * @param trees tables, and indexes of tables, whose partitions count if they are partitioned
 */
public record Wanted(
        List<QualifiedName> types,
        List<QualifiedName> views,
        List<RoutineName> routines,
        List<Trigger> triggers,
        List<Part> partitions,
        List<QualifiedName> trees) {

    /** Nothing. */
    public static final Wanted NONE =
            new Wanted(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Wanted {
        types = List.copyOf(types);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        triggers = List.copyOf(triggers);
        partitions = List.copyOf(partitions);
        trees = List.copyOf(trees);
    }

    /** Without a table whose partitions count. */
    public Wanted(
            List<QualifiedName> types,
            List<QualifiedName> views,
            List<RoutineName> routines,
            List<Trigger> triggers,
            List<Part> partitions) {
        this(types, views, routines, triggers, partitions, List.of());
    }

    /** A trigger of a table. */
    public record Trigger(QualifiedName table, String name) {}

    /**
     * A table and its partitioned table.
     *
     * @param values {@code for values ...} or {@code default} of one that is to be attached; null
     *     for one that is attached
     */
    public record Part(QualifiedName parent, QualifiedName partition, @Nullable String values) {}

    /** A type. */
    public static Wanted type(QualifiedName name) {
        return new Wanted(List.of(name), List.of(), List.of(), List.of(), List.of());
    }

    /** A view. */
    public static Wanted view(QualifiedName name) {
        return new Wanted(List.of(), List.of(name), List.of(), List.of(), List.of());
    }

    /** A function or procedure. */
    public static Wanted routine(RoutineName name) {
        return new Wanted(List.of(), List.of(), List.of(name), List.of(), List.of());
    }

    /** A trigger. */
    public static Wanted trigger(QualifiedName table, String name) {
        return new Wanted(
                List.of(), List.of(), List.of(), List.of(new Trigger(table, name)), List.of());
    }

    /** A partition. */
    public static Wanted partition(
            QualifiedName parent, QualifiedName partition, @Nullable String values) {
        return new Wanted(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Part(parent, partition, values)));
    }

    /** A table, or an index of it, whose partitions count if it is partitioned. */
    public static Wanted tree(QualifiedName name) {
        return new Wanted(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(name));
    }

    /** Both. */
    public Wanted and(Wanted other) {
        return new Wanted(
                both(types, other.types),
                both(views, other.views),
                both(routines, other.routines),
                both(triggers, other.triggers),
                both(partitions, other.partitions),
                both(trees, other.trees));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
