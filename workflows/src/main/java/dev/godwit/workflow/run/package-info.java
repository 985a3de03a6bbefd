/** The workflows themselves, one thought a class. */
@NullMarked
package dev.godwit.workflow.run;

import org.jspecify.annotations.NullMarked;
