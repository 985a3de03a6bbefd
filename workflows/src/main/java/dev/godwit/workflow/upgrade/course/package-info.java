/** In what order an upgrade goes: baseline, the minor set, then majors rung by rung. */
@NullMarked
package dev.godwit.workflow.upgrade.course;

import org.jspecify.annotations.NullMarked;
