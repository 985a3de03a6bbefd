/** Enums. */
@NullMarked
package dev.godwit.postgres.operation.type;

import org.jspecify.annotations.NullMarked;
