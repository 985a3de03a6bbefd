/** Tests of trying migrations. */
@NullMarked
package dev.godwit.cli.command.check;

import org.jspecify.annotations.NullMarked;
