/** How workflows call activities: options, summaries, and how much one execution may do. */
@NullMarked
package dev.godwit.workflow.call;

import org.jspecify.annotations.NullMarked;
