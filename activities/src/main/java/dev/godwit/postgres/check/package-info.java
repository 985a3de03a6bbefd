/** Tries a project's migrations out, forth and back, where nothing can be lost. */
@NullMarked
package dev.godwit.postgres.check;

import org.jspecify.annotations.NullMarked;
