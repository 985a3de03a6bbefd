/** What a target must allow before a run begins: one rule per file. */
@NullMarked
package dev.godwit.postgres.preflight.rule;

import org.jspecify.annotations.NullMarked;
