/** A lane: a share of a table's rows that is worked through in batches, behind a fenced cursor. */
@NullMarked
package dev.godwit.postgres.fill.lane;

import org.jspecify.annotations.NullMarked;
