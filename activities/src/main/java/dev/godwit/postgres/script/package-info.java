/** Migrations of a project's own folder: what is applied, and what they would take away. */
@NullMarked
package dev.godwit.postgres.script;

import org.jspecify.annotations.NullMarked;
