/** Looks at everything that a run needs, and says what is not as it should be. */
@NullMarked
package dev.godwit.cli.care.doctor;

import org.jspecify.annotations.NullMarked;
