/** Operations on rows, against schemas that are made up. */
@NullMarked
package dev.godwit.plan.operation.rows;

import org.jspecify.annotations.NullMarked;
