/** What steps say about themselves: what they take away, what they mix, what they lock for long. */
@NullMarked
package dev.godwit.plan.evidence;

import org.jspecify.annotations.NullMarked;
