package dev.godwit.plan.operation.index;

import dev.godwit.plan.reading.Doc;
import org.jspecify.annotations.Nullable;

/** How a column stands in an index. */
@Doc("How a column stands in an index")
public record IndexColumn(
        @Doc("Collation") @Nullable String collate,
        @Doc("Operator class") @Nullable OpClass opclass,
        @Doc("asc (default) or desc") @Nullable String sort,
        @Doc("first or last") @Nullable String nulls) {

    /** An operator class. */
    @Doc(
            value = "An operator class",
            notBuilt = {"params"})
    public record OpClass(@Doc("Its name") String name) {}

    public IndexColumn {
        if (sort != null && !sort.equalsIgnoreCase("asc") && !sort.equalsIgnoreCase("desc")) {
            throw new IllegalArgumentException("sort is \"" + sort + "\", not ASC or DESC");
        }
        if (nulls != null && !nulls.equalsIgnoreCase("first") && !nulls.equalsIgnoreCase("last")) {
            throw new IllegalArgumentException("nulls is \"" + nulls + "\", not FIRST or LAST");
        }
    }
}
