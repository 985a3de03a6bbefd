/** The workflows of releases: they start others, and decide when these go on or back. */
@NullMarked
package dev.godwit.workflow.release.run;

import org.jspecify.annotations.NullMarked;
