/** Operations on constraints, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.constraint;

import org.jspecify.annotations.NullMarked;
