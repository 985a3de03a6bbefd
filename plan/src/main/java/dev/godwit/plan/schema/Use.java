package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What stands on an object and would go with it, or keep it from going.
 *
 * @param relation the table or view that it is, or is a part of; null when it is neither
 * @param column the column; null when it is not one
 * @param words like {@code view shop.totals} or {@code column mood of table shop.orders}
 */
public record Use(@Nullable QualifiedName relation, @Nullable String column, String words) {}
