/** What operations are compiled into, against schemas that are made up. */
@NullMarked
package dev.godwit.plan.operation;

import org.jspecify.annotations.NullMarked;
