/** Partitions. */
@NullMarked
package dev.godwit.postgres.operation.partition;

import org.jspecify.annotations.NullMarked;
