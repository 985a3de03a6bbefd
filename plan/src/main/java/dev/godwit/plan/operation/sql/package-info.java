/** Statements of the user's own. */
@NullMarked
package dev.godwit.plan.operation.sql;

import org.jspecify.annotations.NullMarked;
