/** Looking after what is kept, as activities. */
@NullMarked
package dev.godwit.snapshot;

import org.jspecify.annotations.NullMarked;
