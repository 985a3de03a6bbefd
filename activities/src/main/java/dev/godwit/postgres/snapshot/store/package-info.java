/** What is kept, as files in a directory of the worker's. */
@NullMarked
package dev.godwit.postgres.snapshot.store;

import org.jspecify.annotations.NullMarked;
