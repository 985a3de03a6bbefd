/** Indexes of partitioned tables. */
@NullMarked
package dev.godwit.postgres.index.tree;

import org.jspecify.annotations.NullMarked;
