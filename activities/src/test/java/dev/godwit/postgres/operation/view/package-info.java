/** Views and materialized views. */
@NullMarked
package dev.godwit.postgres.operation.view;

import org.jspecify.annotations.NullMarked;
