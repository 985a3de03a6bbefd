/** Operations on rows: filling columns that are there, and deleting. */
@NullMarked
package dev.godwit.plan.operation.rows;

import org.jspecify.annotations.NullMarked;
