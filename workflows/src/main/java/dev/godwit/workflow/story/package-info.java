/** What people see of a run: progress, details in the Temporal UI, search attributes, report. */
@NullMarked
package dev.godwit.workflow.story;

import org.jspecify.annotations.NullMarked;
