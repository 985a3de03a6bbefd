/** A table copied into another one that takes its place. */
@NullMarked
package dev.godwit.plan.operation.shadow;

import org.jspecify.annotations.NullMarked;
