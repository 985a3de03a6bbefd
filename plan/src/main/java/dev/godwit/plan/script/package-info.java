/** Migrations that a project keeps as numbered files of SQL, read and compiled into steps. */
@NullMarked
package dev.godwit.plan.script;

import org.jspecify.annotations.NullMarked;
