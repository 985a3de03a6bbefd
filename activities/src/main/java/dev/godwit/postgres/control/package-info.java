/** What people tell running work: it is obeyed in the middle of a slice. */
@NullMarked
package dev.godwit.postgres.control;

import org.jspecify.annotations.NullMarked;
