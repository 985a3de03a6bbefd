/** The worker's side of Temporal: reaching it, polling it, and letting go of it. */
@NullMarked
package dev.godwit.worker.temporal;

import org.jspecify.annotations.NullMarked;
