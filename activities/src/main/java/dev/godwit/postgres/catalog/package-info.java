/** What the catalog says about the tables of a run. */
@NullMarked
package dev.godwit.postgres.catalog;

import org.jspecify.annotations.NullMarked;
