/** What workflows ask of activities: interfaces, one input and one result record each. */
@NullMarked
package dev.godwit.workflow.activity;

import org.jspecify.annotations.NullMarked;
