/** Operations on columns. */
@NullMarked
package dev.godwit.plan.operation.column;

import org.jspecify.annotations.NullMarked;
