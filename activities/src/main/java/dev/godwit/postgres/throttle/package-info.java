/** Gives way to the application: what the server shows, and how much work is done under it. */
@NullMarked
package dev.godwit.postgres.throttle;

import org.jspecify.annotations.NullMarked;
