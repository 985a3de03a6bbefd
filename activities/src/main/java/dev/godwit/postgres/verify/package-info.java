/** Compares every row, and keeps the proof that contract depends on. */
@NullMarked
package dev.godwit.postgres.verify;

import org.jspecify.annotations.NullMarked;
