/** Trying a project's migrations before they are started. */
@NullMarked
package dev.godwit.cli.command.check;

import org.jspecify.annotations.NullMarked;
