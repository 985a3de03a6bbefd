/** Emptying a target of development. */
@NullMarked
package dev.godwit.workflow.reset;

import org.jspecify.annotations.NullMarked;
