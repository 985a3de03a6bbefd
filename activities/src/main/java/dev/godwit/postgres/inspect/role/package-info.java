/** Looks at what the target's role may do. */
@NullMarked
package dev.godwit.postgres.inspect.role;

import org.jspecify.annotations.NullMarked;
