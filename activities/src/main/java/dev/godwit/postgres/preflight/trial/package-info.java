/** Expressions of a plan, tried on real rows in a transaction that is rolled back. */
@NullMarked
package dev.godwit.postgres.preflight.trial;

import org.jspecify.annotations.NullMarked;
