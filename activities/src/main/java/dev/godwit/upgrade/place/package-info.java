/** Where projects lie, and where their clones are kept. */
@NullMarked
package dev.godwit.upgrade.place;

import org.jspecify.annotations.NullMarked;
