/** Operations on rows, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.rows;

import org.jspecify.annotations.NullMarked;
