/** Operations on types. */
@NullMarked
package dev.godwit.plan.operation.type;

import org.jspecify.annotations.NullMarked;
