/** The live schema, read from PostgreSQL's catalog. */
@NullMarked
package dev.godwit.postgres.catalog;

import org.jspecify.annotations.NullMarked;
