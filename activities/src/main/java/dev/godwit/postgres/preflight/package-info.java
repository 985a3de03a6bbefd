/** Decides whether a plan may be run on a target, and stores the run when it may. */
@NullMarked
package dev.godwit.postgres.preflight;

import org.jspecify.annotations.NullMarked;
