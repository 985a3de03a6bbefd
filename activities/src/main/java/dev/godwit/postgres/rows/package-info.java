/** Deleting rows, running an UPDATE of the user's own by ranges, and what takes both back. */
@NullMarked
package dev.godwit.postgres.rows;

import org.jspecify.annotations.NullMarked;
