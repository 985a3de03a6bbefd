package dev.godwit.plan.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Something whose lock lasts the longer, the larger its table is.
 *
 * @param words for people, like {@code CREATE INDEX on orders}
 * @param schema null where the statement leaves it to the search path
 * @param table as the catalog holds it
 * @param into table in schema godwit that received the rows it touches; empty when that is not
 *     known, or it touches all of them
 * @param some whether it touches only the rows that are in {@code into}
 */
public record Heavy(
        String words, @Nullable String schema, String table, String into, boolean some) {}
