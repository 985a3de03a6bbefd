/** A slice of a fill or a proof, and what it found. */
@NullMarked
package dev.godwit.workflow.activity.slice;

import org.jspecify.annotations.NullMarked;
