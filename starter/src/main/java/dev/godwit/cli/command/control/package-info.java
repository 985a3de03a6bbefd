/** Commands that decide how a run goes on. */
@NullMarked
package dev.godwit.cli.command.control;

import org.jspecify.annotations.NullMarked;
