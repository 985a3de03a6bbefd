/** How a target is, for people: looks only. */
@NullMarked
package dev.godwit.postgres.inspect;

import org.jspecify.annotations.NullMarked;
