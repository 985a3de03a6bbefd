/** What a column has beside its type and its values. */
@NullMarked
package dev.godwit.plan.operation.looks;

import org.jspecify.annotations.NullMarked;
