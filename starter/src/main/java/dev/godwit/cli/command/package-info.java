/** What commands share: their options. */
@NullMarked
package dev.godwit.cli.command;

import org.jspecify.annotations.NullMarked;
