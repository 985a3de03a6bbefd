/** Pythons of this machine, and tools that are run by one of them. */
@NullMarked
package dev.godwit.project.python.program;

import org.jspecify.annotations.NullMarked;
