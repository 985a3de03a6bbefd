/** Commands that start, follow and read runs. */
@NullMarked
package dev.godwit.cli.command.run;

import org.jspecify.annotations.NullMarked;
