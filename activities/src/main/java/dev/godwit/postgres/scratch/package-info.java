/** Databases that are made to try something out, and dropped. */
@NullMarked
package dev.godwit.postgres.scratch;

import org.jspecify.annotations.NullMarked;
