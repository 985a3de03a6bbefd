/** What all work has in common that is done slice by slice. */
@NullMarked
package dev.godwit.postgres.fill.slice;

import org.jspecify.annotations.NullMarked;
