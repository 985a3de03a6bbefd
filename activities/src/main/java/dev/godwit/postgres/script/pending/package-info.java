/** What of a project's migrations is applied to a target, and what is not. */
@NullMarked
package dev.godwit.postgres.script.pending;

import org.jspecify.annotations.NullMarked;
