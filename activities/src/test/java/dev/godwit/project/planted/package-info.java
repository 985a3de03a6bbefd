/** What every ecosystem has to tell apart. */
@NullMarked
package dev.godwit.project.planted;

import org.jspecify.annotations.NullMarked;
