/** Constraints: added without blocking writers, dropped so that they can be put back. */
@NullMarked
package dev.godwit.plan.operation.constraint;

import org.jspecify.annotations.NullMarked;
