/** What is kept is looked at, compared, restored and removed. */
@NullMarked
package dev.godwit.postgres.snapshot.care;

import org.jspecify.annotations.NullMarked;
