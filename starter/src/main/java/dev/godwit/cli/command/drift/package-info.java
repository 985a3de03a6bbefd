/** The command that compares databases. */
@NullMarked
package dev.godwit.cli.command.drift;

import org.jspecify.annotations.NullMarked;
