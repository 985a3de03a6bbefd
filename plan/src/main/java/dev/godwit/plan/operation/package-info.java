/** The operations of a plan: data, one record each. */
@NullMarked
package dev.godwit.plan.operation;

import org.jspecify.annotations.NullMarked;
