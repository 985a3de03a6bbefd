/** Rules: what is refused before anything is touched. */
@NullMarked
package dev.godwit.plan.lint;

import org.jspecify.annotations.NullMarked;
