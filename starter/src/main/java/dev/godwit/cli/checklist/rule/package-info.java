/** The lines of a checklist, one rule each: pure, they judge what is known and look at nothing. */
@NullMarked
package dev.godwit.cli.checklist.rule;

import org.jspecify.annotations.NullMarked;
