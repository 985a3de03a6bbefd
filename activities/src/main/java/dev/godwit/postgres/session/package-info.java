/** Connections, transactions and what an SQLSTATE means. */
@NullMarked
package dev.godwit.postgres.session;

import org.jspecify.annotations.NullMarked;
