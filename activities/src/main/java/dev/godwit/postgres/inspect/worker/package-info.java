/** Looks at the worker and its way to the target. */
@NullMarked
package dev.godwit.postgres.inspect.worker;

import org.jspecify.annotations.NullMarked;
