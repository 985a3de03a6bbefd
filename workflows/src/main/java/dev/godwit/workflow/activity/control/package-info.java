/** What people tell a run under way: to stop for a while, to go slower, to go on. */
@NullMarked
package dev.godwit.workflow.activity.control;

import org.jspecify.annotations.NullMarked;
