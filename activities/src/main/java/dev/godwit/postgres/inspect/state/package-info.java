/** Looks at what Godwit has left in a target. */
@NullMarked
package dev.godwit.postgres.inspect.state;

import org.jspecify.annotations.NullMarked;
