/** Godwit's own record in the target: schema godwit. */
@NullMarked
package dev.godwit.postgres.state;

import org.jspecify.annotations.NullMarked;
