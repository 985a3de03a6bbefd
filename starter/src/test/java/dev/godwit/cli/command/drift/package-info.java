@NullMarked
package dev.godwit.cli.command.drift;

import org.jspecify.annotations.NullMarked;
