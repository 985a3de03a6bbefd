/** Gates: durable waits before a phase. */
@NullMarked
package dev.godwit.workflow.activity.gate;

import org.jspecify.annotations.NullMarked;
