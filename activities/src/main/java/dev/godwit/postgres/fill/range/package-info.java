/** The two ways to divide a table's rows into batches: heap blocks and key ranges. */
@NullMarked
package dev.godwit.postgres.fill.range;

import org.jspecify.annotations.NullMarked;
