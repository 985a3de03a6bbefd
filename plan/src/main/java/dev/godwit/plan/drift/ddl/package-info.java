/** The SQL that makes, changes and drops an object; one file per kind of object. */
@NullMarked
package dev.godwit.plan.drift.ddl;

import org.jspecify.annotations.NullMarked;
