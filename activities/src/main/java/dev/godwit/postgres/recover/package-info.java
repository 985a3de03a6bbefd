/** Finds where a run stands whose workflow is gone. */
@NullMarked
package dev.godwit.postgres.recover;

import org.jspecify.annotations.NullMarked;
