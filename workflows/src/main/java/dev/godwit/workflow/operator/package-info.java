/** What keeps targets and their runs in order beside the migrations themselves. */
@NullMarked
package dev.godwit.workflow.operator;

import org.jspecify.annotations.NullMarked;
