/** How a run moves on: phases, gates, its end. */
@NullMarked
package dev.godwit.postgres.phase;

import org.jspecify.annotations.NullMarked;
