/** What commands do with releases. */
@NullMarked
package dev.godwit.cli.command.release;

import org.jspecify.annotations.NullMarked;
