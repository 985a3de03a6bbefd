/** Starting what a project's own migrations need. */
@NullMarked
package dev.godwit.cli.command.migrations;

import org.jspecify.annotations.NullMarked;
