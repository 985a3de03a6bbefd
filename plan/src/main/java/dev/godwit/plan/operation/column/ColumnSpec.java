package dev.godwit.plan.operation.column;

import dev.godwit.plan.operation.constraint.CheckSpec;
import dev.godwit.plan.operation.constraint.ReferenceSpec;
import dev.godwit.plan.operation.table.NewColumn;
import dev.godwit.plan.reading.Doc;
import org.jspecify.annotations.Nullable;

/** A new column. */
@Doc("A new column")
public record ColumnSpec(
        @Doc("Its name") String name,
        @Doc("Its type, as SQL") String type,
        @Doc("Whether it may be NULL; false by default") @Nullable Boolean nullable,
        @Doc("A constant or the time, as SQL; with up any expression, in force from contract")
                @Nullable String defaultValue,
        @Doc("A check on the column") @Nullable CheckSpec check,
        @Doc("Whether values must differ; duplicates are looked for first")
                @Nullable Boolean unique,
        @Doc("A foreign key") @Nullable ReferenceSpec references,
        @Doc("What it says to people") @Nullable String comment,
        @Doc("Refused: PostgreSQL would rewrite the table") NewColumn.@Nullable Generated generated,
        @Doc("Refused: add the column, then create_constraint with type primary_key")
                @Nullable Boolean pk) {

    /** Whether it may be NULL. */
    public boolean isNullable() {
        return Boolean.TRUE.equals(nullable);
    }

    /** Whether values must differ. */
    public boolean isUnique() {
        return Boolean.TRUE.equals(unique);
    }
}
