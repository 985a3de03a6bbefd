/** A run moves from phase to phase, asks its gates, and ends. */
@NullMarked
package dev.godwit.postgres.phase;

import org.jspecify.annotations.NullMarked;
