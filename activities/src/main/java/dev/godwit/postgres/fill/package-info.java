/** Fills a column in batches whose rows and cursor commit together. */
@NullMarked
package dev.godwit.postgres.fill;

import org.jspecify.annotations.NullMarked;
