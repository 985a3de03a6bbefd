/** Two catalogs side by side: in what they differ, and the SQL that would make one the other. */
@NullMarked
package dev.godwit.plan.drift;

import org.jspecify.annotations.NullMarked;
