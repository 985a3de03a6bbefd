/** Plans that nobody has thought of, on tables that nobody has thought of. */
@NullMarked
package dev.godwit.postgres.operation.random;

import org.jspecify.annotations.NullMarked;
