package dev.godwit.plan.operation.column;

import dev.godwit.plan.reading.Doc;
import org.jspecify.annotations.Nullable;

/** A new column. */
@Doc(
        value = "A new column",
        notBuilt = {"unique", "pk", "references", "generated", "comment"})
public record ColumnSpec(
        @Doc("Its name") String name,
        @Doc("Its type, as SQL") String type,
        @Doc("Whether it may be NULL; false by default") @Nullable Boolean nullable,
        @Doc("A constant, as SQL; with up it is in force from contract")
                @Nullable String defaultValue,
        @Doc("A check on the column") @Nullable CheckSpec check) {

    /** Whether it may be NULL. */
    public boolean isNullable() {
        return Boolean.TRUE.equals(nullable);
    }
}
