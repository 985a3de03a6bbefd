/** Commands that set targets up, look after them and clear them. */
@NullMarked
package dev.godwit.cli.command.care;

import org.jspecify.annotations.NullMarked;
