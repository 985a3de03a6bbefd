/** Files of exact versions that a program has written from what is declared, and that it renews. */
@NullMarked
package dev.godwit.project.python.locked;

import org.jspecify.annotations.NullMarked;
