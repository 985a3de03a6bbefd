/** Runs: finding, starting, following, deciding, reading their record. */
@NullMarked
package dev.godwit.cli.run;

import org.jspecify.annotations.NullMarked;
