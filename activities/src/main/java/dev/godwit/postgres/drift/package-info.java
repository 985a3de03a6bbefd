/** Reads everything that a database's catalog says, so that it can be compared with another's. */
@NullMarked
package dev.godwit.postgres.drift;

import org.jspecify.annotations.NullMarked;
