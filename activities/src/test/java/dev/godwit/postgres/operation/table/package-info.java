/** Operations on whole tables, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.table;

import org.jspecify.annotations.NullMarked;
