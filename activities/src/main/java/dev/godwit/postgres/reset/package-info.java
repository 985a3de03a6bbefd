/** How a target of development is emptied. */
@NullMarked
package dev.godwit.postgres.reset;

import org.jspecify.annotations.NullMarked;
