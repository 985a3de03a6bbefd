/** The databases that this worker may open, and nobody else's. */
@NullMarked
package dev.godwit.worker.database;

import org.jspecify.annotations.NullMarked;
