/** What a checklist of a run is made from, gathered from targets. */
@NullMarked
package dev.godwit.workflow.checklist;

import org.jspecify.annotations.NullMarked;
