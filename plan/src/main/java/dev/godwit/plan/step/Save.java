package dev.godwit.plan.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values that a statement is about to take away, copied beforehand in the same transaction so that
 * a rollback can give them back. Stored as a part of the step.
 *
 * @param statement its place in the script, from 0
 * @param kind what it takes away
 * @param schema of the table; null where the statement leaves it to the search path
 * @param table as the catalog holds it
 * @param columns that lose their values; empty for whole rows
 * @param rows for ROWS and VALUES: a query for the rows that it touches, all columns of the table;
 *     empty for all rows
 * @param into table in schema godwit that receives them
 */
public record Save(
        int statement,
        Kind kind,
        @Nullable String schema,
        String table,
        List<String> columns,
        String rows,
        String into) {

    /** What is taken away. */
    public enum Kind {
        /** DROP COLUMN. */
        COLUMN,
        /** ALTER COLUMN TYPE. */
        TYPE,
        /** DROP TABLE. */
        TABLE,
        /** DELETE and TRUNCATE. */
        ROWS,
        /** UPDATE. */
        VALUES
    }

    public Save {
        columns = List.copyOf(columns);
    }

    /** For people. */
    public String words() {
        String where = schema == null ? table : schema + "." + table;
        return switch (kind) {
            case COLUMN -> "column %s of %s".formatted(columns.getFirst(), where);
            case TYPE -> "column %s of %s as it was".formatted(columns.getFirst(), where);
            case TABLE -> "table " + where;
            case ROWS -> "rows of " + where;
            case VALUES -> "%s of %s as they were".formatted(String.join(", ", columns), where);
        };
    }
}
