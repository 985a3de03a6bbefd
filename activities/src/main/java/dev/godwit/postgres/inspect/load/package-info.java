/** Looks at what would be in a run's way. */
@NullMarked
package dev.godwit.postgres.inspect.load;

import org.jspecify.annotations.NullMarked;
