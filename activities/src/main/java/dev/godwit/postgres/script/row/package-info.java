/** The rows by which other tools know what is applied. */
@NullMarked
package dev.godwit.postgres.script.row;

import org.jspecify.annotations.NullMarked;
