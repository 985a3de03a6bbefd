/** Functions and triggers. */
@NullMarked
package dev.godwit.postgres.operation.routine;

import org.jspecify.annotations.NullMarked;
