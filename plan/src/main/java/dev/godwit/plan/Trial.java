package dev.godwit.plan;

import dev.godwit.plan.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An expression to be tried on real rows before anything changes.
 *
 * @param nullRefused whether NULL for a row refuses the plan
 * @param anyValue whether it may give another value at each call
 * @param where the operation's place in the plan file
 * @param key of the operation that holds it, for people
 * @param rows as SQL: the rows that it is tried on; null for those that are NULL in the column,
 *     which are all where it is not there yet
 * @param back the way back, which must give what was there; null when there is none, or it need not
 */
public record Trial(
        QualifiedName table,
        String column,
        String type,
        String expression,
        boolean nullRefused,
        boolean anyValue,
        String where,
        String key,
        @Nullable String rows,
        @Nullable Back back) {

    /** Of {@code up}. */
    public Trial(
            QualifiedName table,
            String column,
            String type,
            String expression,
            boolean nullRefused,
            boolean anyValue,
            String where) {
        this(table, column, type, expression, nullRefused, anyValue, where, "up", null, null);
    }

    /** The same with a way back. */
    public Trial with(@Nullable Back way) {
        return new Trial(
                table, column, type, expression, nullRefused, anyValue, where, key, rows, way);
    }

    /**
     * A way back.
     *
     * @param column whose value it gives back
     * @param differs true for a row of which it gives another one; over the row with the new column
     */
    public record Back(String column, String differs) {}

    /** What it is, for people. */
    public String words() {
        return column.isEmpty()
                ? key + " on " + table
                : "%s of %s.%s".formatted(key, table, column);
    }
}
