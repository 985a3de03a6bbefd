/** What a plan may ask to be kept beside the data that its steps destroy. */
@NullMarked
package dev.godwit.postgres.snapshot.mode;

import org.jspecify.annotations.NullMarked;
