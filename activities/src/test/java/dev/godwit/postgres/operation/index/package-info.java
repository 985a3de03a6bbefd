/** Operations on indexes, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.index;

import org.jspecify.annotations.NullMarked;
