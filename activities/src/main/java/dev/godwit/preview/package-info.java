/** Says what a run of a plan would do, before it is started. */
@NullMarked
package dev.godwit.preview;

import org.jspecify.annotations.NullMarked;
