/** What operations refuse, and what they are compiled into. */
@NullMarked
package dev.godwit.plan.operation;

import org.jspecify.annotations.NullMarked;
