/** Python projects: pip, pip-tools, uv and Django. */
@NullMarked
package dev.godwit.project.python;

import org.jspecify.annotations.NullMarked;
