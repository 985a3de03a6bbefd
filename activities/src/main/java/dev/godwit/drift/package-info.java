/** The activities that compare catalogs. */
@NullMarked
package dev.godwit.drift;

import org.jspecify.annotations.NullMarked;
