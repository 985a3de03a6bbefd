/** Partitions. */
@NullMarked
package dev.godwit.plan.operation.partition;

import org.jspecify.annotations.NullMarked;
