/** Taking steps back. */
@NullMarked
package dev.godwit.postgres.undo;

import org.jspecify.annotations.NullMarked;
