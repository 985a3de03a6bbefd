/** Workflows of one call each: what is asked of a target beside migrations. */
@NullMarked
package dev.godwit.workflow.brief;

import org.jspecify.annotations.NullMarked;
