/** SQL text: names and their quoting, PostgreSQL's own grammar. */
@NullMarked
package dev.godwit.plan.sql;

import org.jspecify.annotations.NullMarked;
