/** Looks at the server and its settings. */
@NullMarked
package dev.godwit.postgres.inspect.server;

import org.jspecify.annotations.NullMarked;
