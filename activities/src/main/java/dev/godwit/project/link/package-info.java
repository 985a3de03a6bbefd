/** Where people read what has changed in a package. */
@NullMarked
package dev.godwit.project.link;

import org.jspecify.annotations.NullMarked;
