/** What a plan names beside tables: how it is made again, and what stands on it. */
@NullMarked
package dev.godwit.postgres.catalog.object;

import org.jspecify.annotations.NullMarked;
