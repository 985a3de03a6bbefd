/** Operations on columns, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.column;

import org.jspecify.annotations.NullMarked;
