/** Everything that is checked before anything is touched. */
@NullMarked
package dev.godwit.postgres.preflight;

import org.jspecify.annotations.NullMarked;
