package dev.godwit.plan.operation;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index that an operation makes, perhaps for a constraint.
 *
 * @param name null when PostgreSQL chooses it
 * @param columns of its key; none when it does not hold all rows, or cannot be searched for equal
 *     values
 */
public record IndexMade(QualifiedName table, @Nullable String name, List<String> columns) {

    public IndexMade {
        columns = List.copyOf(columns);
    }

    /** Whether rows with given values of those columns are found by it. */
    public boolean finds(QualifiedName in, List<String> wanted) {
        return table.equals(in) && begins(columns, wanted);
    }

    /** Whether the key of an index begins with those columns, in any order. */
    public static boolean begins(List<String> key, List<String> wanted) {
        return key.size() >= wanted.size()
                && Set.copyOf(key.subList(0, wanted.size())).equals(Set.copyOf(wanted));
    }
}
