/** Tests of reading plans. */
@NullMarked
package dev.godwit.cli.command.preview;

import org.jspecify.annotations.NullMarked;
