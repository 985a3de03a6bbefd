/** Rules that need the live database, one per file. */
@NullMarked
package dev.godwit.postgres.preflight.rule;

import org.jspecify.annotations.NullMarked;
