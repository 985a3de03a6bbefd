/** Partitioned tables as the catalog describes them. */
@NullMarked
package dev.godwit.plan.schema.partition;

import org.jspecify.annotations.NullMarked;
