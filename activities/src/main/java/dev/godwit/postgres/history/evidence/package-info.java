/** What a checklist says of a run, read from the target's own record. */
@NullMarked
package dev.godwit.postgres.history.evidence;

import org.jspecify.annotations.NullMarked;
