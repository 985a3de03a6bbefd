/** Functions and triggers. */
@NullMarked
package dev.godwit.plan.operation.routine;

import org.jspecify.annotations.NullMarked;
