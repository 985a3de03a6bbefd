/** The checklist of a run. */
@NullMarked
package dev.godwit.cli.command.checklist;

import org.jspecify.annotations.NullMarked;
