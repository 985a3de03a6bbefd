/** What is kept before the first change. */
@NullMarked
package dev.godwit.postgres.snapshot;

import org.jspecify.annotations.NullMarked;
