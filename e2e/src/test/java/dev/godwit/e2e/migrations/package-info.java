/** Migrations that a project has already. */
@org.jspecify.annotations.NullMarked
package dev.godwit.e2e.migrations;
