/** Commands for this machine alone: the demo and the development stack. */
@NullMarked
package dev.godwit.cli.command.local;

import org.jspecify.annotations.NullMarked;
