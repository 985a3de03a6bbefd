/** From text to records: every problem at once, each with file and line. */
@NullMarked
package dev.godwit.plan.reading;

import org.jspecify.annotations.NullMarked;
