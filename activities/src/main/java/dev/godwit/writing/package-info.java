/** The writing of migrations, as Temporal asks for it. */
@NullMarked
package dev.godwit.writing;

import org.jspecify.annotations.NullMarked;
