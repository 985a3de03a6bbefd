/** Which releases of a Python package there are. */
@NullMarked
package dev.godwit.project.python.index;

import org.jspecify.annotations.NullMarked;
