/** Releases: a migration around an upgrade, as the command line starts, follows and shows it. */
@NullMarked
package dev.godwit.cli.release;

import org.jspecify.annotations.NullMarked;
