/** Operations on indexes, compiled. */
@NullMarked
package dev.godwit.plan.operation.index;

import org.jspecify.annotations.NullMarked;
