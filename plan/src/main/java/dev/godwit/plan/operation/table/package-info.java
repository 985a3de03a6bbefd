/** Operations on whole tables. */
@NullMarked
package dev.godwit.plan.operation.table;

import org.jspecify.annotations.NullMarked;
