/** In what order a migration happens. Deterministic, free of operations and SQL. */
@NullMarked
package dev.godwit.workflow;

import org.jspecify.annotations.NullMarked;
