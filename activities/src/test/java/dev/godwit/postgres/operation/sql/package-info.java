/** Operations on statements, each taken every way there is. */
@NullMarked
package dev.godwit.postgres.operation.sql;

import org.jspecify.annotations.NullMarked;
