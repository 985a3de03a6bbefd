/** Operations on indexes. */
@NullMarked
package dev.godwit.plan.operation.index;

import org.jspecify.annotations.NullMarked;
