/** Reading what a plan would do before it is started. */
@NullMarked
package dev.godwit.cli.command.preview;

import org.jspecify.annotations.NullMarked;
