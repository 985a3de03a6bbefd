package dev.godwit.plan.operation;

import dev.godwit.plan.sql.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** The columns that operations work with, and those that they exchange late in the run. */
public final class DraftColumns {

    private final Map<QualifiedName, Map<String, Integer>> named = new HashMap<>();
    private final Map<QualifiedName, Set<String>> reshaped = new HashMap<>();
    private final IntSupplier operation;

    /**
     * @param operation the number of the present one
     */
    DraftColumns(IntSupplier operation) {
        this.operation = operation;
    }

    /** The operation works with that column. */
    public void names(QualifiedName table, String column) {
        named.computeIfAbsent(table, any -> new HashMap<>())
                .putIfAbsent(column, operation.getAsInt());
    }

    /** Whether an operation before the present one works with that column. */
    public boolean namedBefore(QualifiedName table, String column) {
        int present = operation.getAsInt();
        return named.getOrDefault(table, Map.of()).getOrDefault(column, present) < present;
    }

    /** The column is exchanged late in the run. */
    public void reshaped(QualifiedName table, String column) {
        reshaped.computeIfAbsent(table, any -> new HashSet<>()).add(column);
    }

    /** Whether an operation before exchanges the column late in the run. */
    public boolean isReshaped(QualifiedName table, String column) {
        return reshaped(table).contains(column);
    }

    /** The columns that operations before exchange late in the run. */
    public Set<String> reshaped(QualifiedName table) {
        return reshaped.getOrDefault(table, Set.of());
    }
}
