/** The activity that tries a project's migrations out. */
@NullMarked
package dev.godwit.check;

import org.jspecify.annotations.NullMarked;
