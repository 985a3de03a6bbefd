/** The two shapes of a column: how they are kept the same, exchanged, and how one goes. */
@NullMarked
package dev.godwit.plan.operation.shape;

import org.jspecify.annotations.NullMarked;
