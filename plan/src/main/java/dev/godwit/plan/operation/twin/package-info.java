/** Indexes and constraints that are made a second time, and take the place of the first ones. */
@NullMarked
package dev.godwit.plan.operation.twin;

import org.jspecify.annotations.NullMarked;
