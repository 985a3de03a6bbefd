/** From what an ecosystem could move to the rungs that a course climbs. */
@NullMarked
package dev.godwit.upgrade.ladder;

import org.jspecify.annotations.NullMarked;
