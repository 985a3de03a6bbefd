/** What an operation is compiled into: steps, each with its phase, lock and undo. */
@NullMarked
package dev.godwit.plan.step;

import org.jspecify.annotations.NullMarked;
