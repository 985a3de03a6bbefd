/** Upgrades of projects, as the command line starts, follows and shows them. */
@NullMarked
package dev.godwit.cli.upgrade;

import org.jspecify.annotations.NullMarked;
