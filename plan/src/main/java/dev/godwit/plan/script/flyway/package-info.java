/** What Godwit itself has to know of Flyway's files; the rest is asked of Flyway. */
@NullMarked
package dev.godwit.plan.script.flyway;

import org.jspecify.annotations.NullMarked;
