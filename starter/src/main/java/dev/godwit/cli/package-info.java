/** The command line: its entry, and what surrounds it. */
@NullMarked
package dev.godwit.cli;

import org.jspecify.annotations.NullMarked;
