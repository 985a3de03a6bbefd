/** Looks at standbys and what keeps WAL. */
@NullMarked
package dev.godwit.postgres.inspect.replication;

import org.jspecify.annotations.NullMarked;
