/** The Python of a project, and what is installed for it. */
@NullMarked
package dev.godwit.project.python.program;

import org.jspecify.annotations.NullMarked;
