/** Definitions as PostgreSQL's catalog writes them, over other names. */
@NullMarked
package dev.godwit.plan.sql.definition;

import org.jspecify.annotations.NullMarked;
