package dev.godwit.plan.operation.shape;

import dev.godwit.plan.sql.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The shape that a column is to have.
 *
 * @param name of the column by then
 * @param type as SQL
 * @param notNull whether it refuses NULL
 * @param preset its default as SQL; null for none
 * @param comment on it; empty for none
 * @param up its value, over the row as it is
 * @param down the value of before, over the row as it will be
 * @param lossy {@code down} of {@code up} need not be what it was
 */
public record Wanted(
        String name,
        String type,
        boolean notNull,
        @Nullable String preset,
        String comment,
        Expression up,
        Expression down,
        boolean lossy) {}
