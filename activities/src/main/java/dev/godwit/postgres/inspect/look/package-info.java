/** What a look at a target is. */
@NullMarked
package dev.godwit.postgres.inspect.look;

import org.jspecify.annotations.NullMarked;
