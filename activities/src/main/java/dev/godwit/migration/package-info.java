/** Temporal's side of the doing: thin adapters before the engine. */
@NullMarked
package dev.godwit.migration;

import org.jspecify.annotations.NullMarked;
