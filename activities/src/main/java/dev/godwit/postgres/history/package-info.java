/** The target's own record, read back. */
@NullMarked
package dev.godwit.postgres.history;

import org.jspecify.annotations.NullMarked;
