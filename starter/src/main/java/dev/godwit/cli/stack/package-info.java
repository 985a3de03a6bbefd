/** The local stack: Temporal's dev server, the embedded PostgreSQL and a worker, as processes. */
@NullMarked
package dev.godwit.cli.stack;

import org.jspecify.annotations.NullMarked;
