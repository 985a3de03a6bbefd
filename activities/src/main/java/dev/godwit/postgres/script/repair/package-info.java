/** Changing what the record says of a migration, and putting it back. */
@NullMarked
package dev.godwit.postgres.script.repair;

import org.jspecify.annotations.NullMarked;
