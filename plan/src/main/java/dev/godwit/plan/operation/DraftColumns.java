package dev.godwit.plan.operation;

import dev.godwit.plan.sql.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The columns that operations work with, and those that they exchange late in the run. */
public final class DraftColumns {

    private final Map<QualifiedName, Map<String, Integer>> named = new HashMap<>();
    private final Map<QualifiedName, Set<String>> reshaped = new HashMap<>();
    private int operation;

    /** The next operation begins. */
    void next() {
        operation++;
    }

    /** The operation works with that column. */
    public void names(QualifiedName table, String column) {
        named.computeIfAbsent(table, any -> new HashMap<>()).putIfAbsent(column, operation);
    }

    /** Whether an operation before the present one works with that column. */
    public boolean namedBefore(QualifiedName table, String column) {
        return named.getOrDefault(table, Map.of()).getOrDefault(column, operation) < operation;
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
