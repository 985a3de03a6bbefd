/**
 * The Temporal activities of a migration: thin, around the engine in {@code dev.godwit.postgres}.
 */
@NullMarked
package dev.godwit.migration;

import org.jspecify.annotations.NullMarked;
