package dev.godwit.postgres.operation.random;

import org.jspecify.annotations.Nullable;

/**
 * A column of a random table.
 *
 * @param now its name when the plan is done; null when it is gone by then
 */
record Column(String name, Sort sort, boolean nullable, @Nullable String now) {

    /** Under another name, or gone. */
    Column becomes(@Nullable String other) {
        return new Column(name, sort, nullable, other);
    }

    /** Quoted. */
    String quoted() {
        return quote(name);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Its value in the row of that number. */
    String value(String number) {
        String value = "(" + sort.value.replace("#", number) + ")";
        return nullable ? "(case when " + number + " % 5 > 0 then " + value + " end)" : value;
    }
}
