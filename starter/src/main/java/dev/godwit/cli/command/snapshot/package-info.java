/** {@code godwit snapshot}: what is kept of runs. */
@NullMarked
package dev.godwit.cli.command.snapshot;

import org.jspecify.annotations.NullMarked;
