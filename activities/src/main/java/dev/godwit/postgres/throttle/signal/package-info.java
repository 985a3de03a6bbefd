/** What the server shows of the application's state, one sign per file. */
@NullMarked
package dev.godwit.postgres.throttle.signal;

import org.jspecify.annotations.NullMarked;
