/** What a run of a plan would do, read before it is started. */
@NullMarked
package dev.godwit.workflow.preview;

import org.jspecify.annotations.NullMarked;
