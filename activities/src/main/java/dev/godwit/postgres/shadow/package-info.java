/** Rows of a table that is copied into another one. Free of Temporal. */
@NullMarked
package dev.godwit.postgres.shadow;

import org.jspecify.annotations.NullMarked;
