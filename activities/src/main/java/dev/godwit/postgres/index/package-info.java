/** Indexes, concurrently. */
@NullMarked
package dev.godwit.postgres.index;

import org.jspecify.annotations.NullMarked;
