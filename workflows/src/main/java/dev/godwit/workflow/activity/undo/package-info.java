/** Taking a run back. */
@NullMarked
package dev.godwit.workflow.activity.undo;

import org.jspecify.annotations.NullMarked;
