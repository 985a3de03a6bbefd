/** How a column is filled and kept right meanwhile, whichever operation wants it. */
@NullMarked
package dev.godwit.plan.operation.fill;

import org.jspecify.annotations.NullMarked;
