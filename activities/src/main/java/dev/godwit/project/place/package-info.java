/** Where projects lie, and where their clones are kept. */
@NullMarked
package dev.godwit.project.place;

import org.jspecify.annotations.NullMarked;
