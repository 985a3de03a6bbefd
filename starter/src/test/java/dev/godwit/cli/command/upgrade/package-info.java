@NullMarked
package dev.godwit.cli.command.upgrade;

import org.jspecify.annotations.NullMarked;
