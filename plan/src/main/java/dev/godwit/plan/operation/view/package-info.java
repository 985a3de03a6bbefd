/** Operations on views and materialized views. */
@NullMarked
package dev.godwit.plan.operation.view;

import org.jspecify.annotations.NullMarked;
