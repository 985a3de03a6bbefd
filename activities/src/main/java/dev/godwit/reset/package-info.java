/** The activity that empties a target of development. */
@NullMarked
package dev.godwit.reset;

import org.jspecify.annotations.NullMarked;
