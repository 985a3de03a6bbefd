/** Statements under strong locks, in short tries. */
@NullMarked
package dev.godwit.postgres.ddl;

import org.jspecify.annotations.NullMarked;
